package refute.tree.log;

import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first 40 bytes of a segment.
 *
 * @param sequence of the segment; the log's first is 1
 * @param incarnation of the log that wrote it
 * @param previousEnd where the log ended in the segment before
 * @param stable up to where the log was stable when the segment was begun
 */
record SegmentHeader(long sequence, long incarnation, long previousEnd, long stable) {
    static final int BYTES = 40;

    private static final int MAGIC = 0x5254_5347;

    void writeTo(byte[] bytes) {
        MessageFormat.putInt(bytes, 4, MAGIC);
        MessageFormat.putLong(bytes, 8, sequence);
        MessageFormat.putLong(bytes, 16, incarnation);
        MessageFormat.putLong(bytes, 24, previousEnd);
        MessageFormat.putLong(bytes, 32, stable);
        MessageFormat.putInt(bytes, 0, crc(bytes));
    }

    static Optional<SegmentHeader> read(byte[] bytes, int length) {
        if (length < BYTES || MessageFormat.getInt(bytes, 4) != MAGIC || MessageFormat.getInt(bytes, 0) != crc(bytes)) {
            return Optional.empty();
        }
        return Optional.of(new SegmentHeader(
                MessageFormat.getLong(bytes, 8),
                MessageFormat.getLong(bytes, 16),
                MessageFormat.getLong(bytes, 24),
                MessageFormat.getLong(bytes, 32)));
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 4, BYTES - 4);
        return (int) crc.getValue();
    }
}
