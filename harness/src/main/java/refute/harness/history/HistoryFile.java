package refute.harness.history;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import refute.harness.BadInput;

/**
 * Refute's own file of a history, {@value #NAME}: what {@link HistoryWriter} writes while a run goes on.
 *
 * <pre>
 * file  := magic (6 bytes) version (2 bytes, the least first) block…
 * block := length (4 bytes) checksum of the content (4) checksum of these 8 bytes (4) content
 * </pre>
 *
 * <p>The content is entries, one after the other ({@link EntryEncoder}); the checksums are CRC-32C. A block that the file's end
 * cuts is what a killed harness leaves, or a run that goes on: it is dropped, and said. Any other damage is refused, with the
 * block's place in the file; {@link #readPrefix} gives what stands before it. That the header has a checksum of its own tells
 * the two apart: a length that was damaged does not look like the file's end.
 */
public final class HistoryFile {
    /** The usual name in a run folder. */
    public static final String NAME = "history.refute";

    static final int VERSION = 1;
    static final int BLOCK_HEADER_BYTES = 12;
    /** More than any block has: one entry goes into a block beyond the size at which it is written. */
    static final int BLOCK_BYTES_MAX = 1 << 28;

    private static final byte[] MAGIC = {(byte) 0x89, 'R', 'F', 'T', '\r', '\n'};
    private static final int HEADER_BYTES = MAGIC.length + 2;

    private HistoryFile() {}

    /**
     * The history in this file, also while it is being written.
     *
     * @throws BadInput if it is none, is damaged in its middle, or was written by a newer Refute
     */
    public static Reading read(Path file) {
        return read(file, true);
    }

    /** As {@link #read}, but of a damaged file the part before the damage, with a note. */
    public static Reading readPrefix(Path file) {
        return read(file, false);
    }

    /**
     * Writes a history that exists already.
     *
     * @throws IOException if there is a file of this name, or it cannot be written
     */
    public static void write(Path file, History history) throws IOException {
        try (HistoryWriter writer = HistoryWriter.create(file, () -> 0)) {
            history.entries().forEach(writer::append);
        }
    }

    private static Reading read(Path file, boolean strict) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, file.toString(), strict);
        } catch (IOException e) {
            throw HistoryFormat.unreadable(file.toString(), e);
        }
    }

    static Reading read(InputStream in, String name, boolean strict) throws IOException {
        Blocks blocks = new Blocks(in, name);
        HistoryBuilder builder = new HistoryBuilder();
        List<String> notes = new ArrayList<>();
        try {
            blocks.readInto(builder, notes);
        } catch (BadInput damage) {
            if (strict) {
                throw damage;
            }
            notes.add("read up to the damage: " + damage.getMessage());
        }
        return new Reading(builder.build(), notes);
    }

    static byte[] header() {
        byte[] header = Arrays.copyOf(MAGIC, HEADER_BYTES);
        header[MAGIC.length] = VERSION;
        return header;
    }

    /** Whether a file that begins like this is meant to be one of ours. */
    static boolean begins(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The blocks of one file, read once. */
    private static final class Blocks {
        private final InputStream in;
        private final String name;
        private final EntryDecoder decoder = new EntryDecoder();
        private long offset;

        Blocks(InputStream in, String name) {
            this.in = in;
            this.name = name;
        }

        void readInto(HistoryBuilder builder, List<String> notes) throws IOException {
            if (!readHeader(notes)) {
                return;
            }
            while (true) {
                byte[] header = next(BLOCK_HEADER_BYTES);
                if (header.length == 0) {
                    return;
                }
                if (header.length < BLOCK_HEADER_BYTES) {
                    notes.add(torn(header.length));
                    return;
                }
                BinaryInput numbers = new BinaryInput(header, header.length);
                int length = numbers.u32();
                int contentChecksum = numbers.u32();
                if (numbers.u32() != checksum(header, 8) || length <= 0 || length > BLOCK_BYTES_MAX) {
                    throw damaged("its header does not match its checksum");
                }
                byte[] content = next(length);
                if (content.length < length) {
                    notes.add(torn(BLOCK_HEADER_BYTES + content.length));
                    return;
                }
                if (checksum(content, length) != contentChecksum) {
                    throw damaged("its content does not match its checksum");
                }
                decode(content, builder);
                offset += BLOCK_HEADER_BYTES + (long) length;
            }
        }

        private boolean readHeader(List<String> notes) throws IOException {
            byte[] header = next(HEADER_BYTES);
            byte[] expected = header();
            if (header.length < HEADER_BYTES && Arrays.equals(header, Arrays.copyOf(expected, header.length))) {
                notes.add("nothing was recorded: the file ends after " + header.length + " bytes");
                return false;
            }
            if (!begins(header)) {
                throw new BadInput(name, "is no history of Refute: its first bytes are not those of one", "");
            }
            int version = (header[MAGIC.length] & 0xFF) | (header[MAGIC.length + 1] & 0xFF) << 8;
            if (version != VERSION) {
                throw new BadInput(
                        name,
                        "has version " + version + " of the history format; this Refute reads version " + VERSION,
                        "use the Refute that wrote it, or a newer one");
            }
            offset = HEADER_BYTES;
            return true;
        }

        private void decode(byte[] content, HistoryBuilder builder) {
            BinaryInput entries = new BinaryInput(content, content.length);
            try {
                while (!entries.isAtEnd()) {
                    builder.add(decoder.decode(entries));
                }
            } catch (BinaryInput.Malformed e) {
                throw damaged(String.valueOf(e.getMessage()));
            }
        }

        private byte[] next(int count) throws IOException {
            byte[] bytes = new byte[Math.min(count, 1 << 16)];
            int filled = 0;
            while (true) {
                int read;
                try {
                    read = in.read(bytes, filled, bytes.length - filled);
                } catch (EOFException e) {
                    // A compressed file that was cut: what came before it counts.
                    read = -1;
                }
                filled += Math.max(read, 0);
                if (read < 0 || filled == count) {
                    return filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
                }
                if (filled == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * bytes.length));
                }
            }
        }

        private BadInput damaged(String how) {
            return new BadInput(
                    name,
                    "is damaged in the block at byte " + offset + ": " + how,
                    "what stands before it can still be read, as a prefix");
        }

        private static String torn(int bytes) {
            return "the last " + bytes + " bytes are a record cut in its middle and were dropped:"
                    + " the harness was killed while it wrote, or the run still goes on";
        }

        private static int checksum(byte[] bytes, int length) {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, length);
            return (int) checksum.getValue();
        }
    }
}
