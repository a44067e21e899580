package refute.kv.storage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import refute.kv.Bytes;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;

/**
 * The framing of all files: 20 bytes of header (magic, length of the payload, CRC-32C, the CRC of the previous record, type), the
 * payload, and zeros up to a multiple of 8.
 *
 * <p>The CRC covers everything but itself and the magic, with the previous record's CRC: so a record can be checked by itself, wherever it is
 * found, and the chain says whether one is missing, doubled, or from another time. The first is what lets recovery tell a torn tail
 * from damage in the middle, even when a length is damaged.
 */
final class RecordFormat {
    static final int HEADER_BYTES = 20;
    static final int PAYLOAD_MAX = 1 << 30;

    private static final int MAGIC = 0x4b56_5231;
    private static final int ALIGNMENT = 8;

    private RecordFormat() {}

    /**
     * A good record.
     *
     * @param type what it is
     * @param previous the CRC of the one before
     * @param crc its own
     * @param payloadAt where its payload begins
     * @param payloadLength how long that is
     * @param end where the next record begins
     */
    record Found(int type, int previous, int crc, int payloadAt, int payloadLength, int end) {
        BytesReader payload(byte[] content) {
            return new BytesReader(content, payloadAt, payloadLength);
        }
    }

    /** Returns the record as bytes. */
    static byte[] encode(int type, int previous, Bytes payload) {
        byte[] record = new byte[sizeOf(payload.size())];
        System.arraycopy(payload.shared(), 0, record, HEADER_BYTES, payload.size());
        return framed(record, type, previous, payload.size());
    }

    /** Likewise, of what is in the writer. */
    static byte[] encode(int type, int previous, BytesWriter payload) {
        byte[] record = new byte[sizeOf(payload.size())];
        payload.copyTo(record, HEADER_BYTES);
        return framed(record, type, previous, payload.size());
    }

    private static byte[] framed(byte[] record, int type, int previous, int payloadLength) {
        ByteBuffer buffer = ByteBuffer.wrap(record);
        buffer.putInt(MAGIC).putInt(payloadLength).putInt(0).putInt(previous).putInt(type);
        buffer.putInt(8, crc(record, 0, payloadLength));
        return record;
    }

    /** Returns the CRC of an encoded record. */
    static int crcOf(byte[] record) {
        return ByteBuffer.wrap(record).getInt(8);
    }

    /** Returns how many bytes a record takes. */
    static int sizeOf(int payloadLength) {
        return (HEADER_BYTES + payloadLength + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Returns the length of the payload that a header announces, or -1 if it is no header. */
    static int payloadLength(byte[] header) {
        ByteBuffer buffer = ByteBuffer.wrap(header);
        int length = buffer.getInt(4);
        return buffer.getInt(0) == MAGIC && length >= 0 && length <= PAYLOAD_MAX ? length : -1;
    }

    /** Returns the record at that place, if there is a good one. */
    static Optional<Found> at(byte[] content, int at) {
        if (content.length - at < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int length = buffer.getInt(at + 4);
        if (buffer.getInt(at) != MAGIC || length < 0 || length > content.length - at - HEADER_BYTES) {
            return Optional.empty();
        }
        int end = at + sizeOf(length);
        if (end > content.length || buffer.getInt(at + 8) != crc(content, at, length)) {
            return Optional.empty();
        }
        for (int i = at + HEADER_BYTES + length; i < end; i++) {
            if (content[i] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Found(
                buffer.getInt(at + 16), buffer.getInt(at + 12), buffer.getInt(at + 8), at + HEADER_BYTES, length, end));
    }

    /** Returns whether there is a good record anywhere after that place. */
    static boolean existsAfter(byte[] content, int at) {
        for (int i = (at / ALIGNMENT + 1) * ALIGNMENT; i + HEADER_BYTES <= content.length; i += ALIGNMENT) {
            if (content[i] == (byte) (MAGIC >>> 24) && at(content, i).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static int crc(byte[] content, int at, int payloadLength) {
        CRC32C crc = new CRC32C();
        crc.update(content, at + 4, 4);
        crc.update(content, at + 12, 8 + payloadLength);
        return (int) crc.getValue();
    }
}
