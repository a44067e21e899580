package refute.tree.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import refute.tree.node.BytesReader;
import refute.tree.node.BytesWriter;

/**
 * The page table at one place of the log: for each page, where its messages are.
 *
 * @param number of the snapshot; grows
 * @param place up to which the log is in it
 */
record Snapshot(long number, long place, Collection<Page> pages) {
    private static final int MAGIC = 0x52_54_53_4e;

    byte[] encode() {
        BytesWriter writer = new BytesWriter(64 + pages.size() * 32);
        writer.putNumber(MAGIC).putNumber(number).putNumber(place).putNumber(pages.size());
        for (Page page : pages) {
            writer.putNumber(page.id()).putNumber(page.messages());
            for (int i = 0; i < page.messages(); i++) {
                writer.putNumber(page.place(i)).putNumber(page.payloadBytes(i));
            }
        }
        byte[] content = writer.toArray();
        byte[] whole = Arrays.copyOf(content, content.length + 4);
        int crc = crc(content, content.length);
        for (int i = 0; i < 4; i++) {
            whole[content.length + i] = (byte) (crc >>> (24 - 8 * i));
        }
        return whole;
    }

    /** Returns the snapshot that these bytes are, if they are one. */
    static Optional<Snapshot> decode(byte[] bytes) {
        int length = bytes.length - 4;
        if (length < 4) {
            return Optional.empty();
        }
        int crc = 0;
        for (int i = 0; i < 4; i++) {
            crc = (crc << 8) | (bytes[length + i] & 0xff);
        }
        if (crc != crc(bytes, length)) {
            return Optional.empty();
        }
        BytesReader reader = new BytesReader(bytes, 0, length);
        if (reader.getNumber() != MAGIC) {
            return Optional.empty();
        }
        long number = reader.getNumber();
        long place = reader.getNumber();
        int count = reader.getCount();
        List<Page> pages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pages.add(page(reader));
        }
        reader.expectEnd();
        return Optional.of(new Snapshot(number, place, pages));
    }

    private static Page page(BytesReader reader) {
        long id = reader.getNumber();
        int messages = reader.getCount();
        long[] places = new long[messages];
        int[] payloads = new int[messages];
        for (int i = 0; i < messages; i++) {
            places[i] = reader.getNumber();
            payloads[i] = (int) reader.getNumber();
        }
        return Page.at(id, places, payloads);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
