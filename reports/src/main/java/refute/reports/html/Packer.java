package refute.reports.html;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.Deflater;

/** Numbers as a compressed column: variable-length, deflated, in base 64. The page's {@code unpack} reads it back. */
final class Packer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Appends a number that is not negative, seven bits a byte, the least first. */
    void put(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a packed number is not negative: " + number);
        }
        long rest = number;
        while (rest >= 0x80) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** Appends any number; small ones of either sign take little room. */
    void putSigned(long number) {
        if (number == Long.MIN_VALUE) {
            throw new IllegalArgumentException("a packed number is greater than -2^63");
        }
        put(number < 0 ? -number * 2 - 1 : number * 2);
    }

    String packed() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes.toByteArray());
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
