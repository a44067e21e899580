package refute.kv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, ordered lexicographically by unsigned value. Keys, values and payloads are such strings. */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN_MAX = 48;

    private final byte[] content;
    private int hash;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Returns a copy of the array. */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** Returns the array itself as a string of bytes; the caller gives up the right to change it. */
    public static Bytes owning(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** Returns the text in UTF-8. */
    public static Bytes utf8(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the number of bytes. */
    public int size() {
        return content.length;
    }

    /** Returns whether there are no bytes. */
    public boolean isEmpty() {
        return content.length == 0;
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return content.clone();
    }

    /** Returns the bytes without a copy. The caller must not change them: for codecs, which only read. */
    public byte[] shared() {
        return content;
    }

    /** Returns a read-only view. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** Returns the bytes read as UTF-8; bytes that are not UTF-8 become replacement characters. */
    public String toText() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Bytes bytes && Arrays.equals(content, bytes.content));
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(content);
            hash = known;
        }
        return known;
    }

    /** Returns printable ASCII as it is, anything else in hexadecimal, cut at 48 bytes. */
    @Override
    public String toString() {
        byte[] shown = content.length <= SHOWN_MAX ? content : Arrays.copyOf(content, SHOWN_MAX);
        String rest = content.length <= SHOWN_MAX ? "" : "… (" + content.length + " bytes)";
        for (byte b : shown) {
            if (b < 0x20 || b > 0x7e) {
                return "0x" + HexFormat.of().formatHex(shown) + rest;
            }
        }
        return new String(shown, StandardCharsets.US_ASCII) + rest;
    }
}
