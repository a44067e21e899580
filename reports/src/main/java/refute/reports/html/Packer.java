package refute.reports.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;

/** Numbers as a compressed column: variable-length, deflated, in base 64. The page's {@code unpack} reads it back. */
final class Packer {
    private static final int NUMBER_BYTES_MAX = 10;
    /** Higher ones take several times as long for a few hundredths of the size. */
    private static final int LEVEL = 6;

    private byte[] bytes = new byte[1 << 10];
    private int length;
    private long max;

    /** Appends a number that is not negative, seven bits a byte, the least first. */
    void put(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a packed number is not negative: " + number);
        }
        if (length + NUMBER_BYTES_MAX > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        max = Math.max(max, number);
        long rest = number;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** The greatest number so far; 0 if there is none. */
    long max() {
        return max;
    }

    String packed() {
        return deflated(bytes, length);
    }

    /** A text, deflated, in base 64. */
    static String packed(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return deflated(encoded, encoded.length);
    }

    private static String deflated(byte[] plain, int length) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(plain, 0, length);
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
