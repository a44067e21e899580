package refute.reports.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;

/**
 * Numbers as a compressed column: first the lowest byte of each, then the next of each, as far as the greatest needs; deflated,
 * in base 64. The page's {@code unpack} reads it back.
 *
 * <p>Bytes of one rank resemble each other more than the bytes of one number do: a column of durations takes a tenth less than
 * with seven bits a byte, and unpacks with no branch.
 */
final class Packer {
    private static final int PLANES_MAX = 8;
    private static final int COUNT_MIN = 1 << 10;
    /** Higher ones take several times as long for a few hundredths of the size. */
    private static final int LEVEL = 6;

    /** By rank; only those that a number needed so far. */
    private final byte[][] planes = new byte[PLANES_MAX][];

    private int count;
    private long max;

    /** Appends a number that is not negative. */
    void put(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a packed number is not negative: " + number);
        }
        max = Math.max(max, number);
        long rest = number;
        for (int rank = 0; rest != 0 || rank == 0; rank++) {
            byte[] plane = planes[rank];
            if (plane == null) {
                planes[rank] = plane = new byte[Math.max(COUNT_MIN, count * 2)];
            } else if (plane.length <= count) {
                planes[rank] = plane = Arrays.copyOf(plane, count * 2);
            }
            plane[count] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        count++;
    }

    /** A number of either sign as one that is not negative; small ones stay small. */
    static long folded(long number) {
        return number < 0 ? -number * 2 - 1 : number * 2;
    }

    /** The greatest number so far; 0 if there is none. */
    long max() {
        return max;
    }

    /** How many numbers there are so far. */
    int count() {
        return count;
    }

    String packed() {
        int width = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(max) + Byte.SIZE - 1) / Byte.SIZE);
        byte[] plain = new byte[width * count];
        for (int rank = 0; rank < width && count > 0; rank++) {
            System.arraycopy(planes[rank], 0, plain, rank * count, Math.min(count, planes[rank].length));
        }
        return deflated(plain);
    }

    /** A text, deflated, in base 64. */
    static String packed(String text) {
        return deflated(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String deflated(byte[] plain) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64.getEncoder().encodeToString(compressed.toByteArray());
        } finally {
            deflater.end();
        }
    }
}
