package refute.kv;

import java.util.Arrays;

/** Writes numbers and byte strings one after another into a growing array: the store's own format for commands and snapshots. */
public final class BytesWriter {
    private static final int INITIAL_BYTES = 64;

    private byte[] content;
    private int size;

    public BytesWriter() {
        this(INITIAL_BYTES);
    }

    /** Starts with room for that many bytes. */
    public BytesWriter(int initialBytes) {
        content = new byte[Math.max(8, initialBytes)];
    }

    /** Writes one byte. */
    public BytesWriter putByte(int value) {
        room(1);
        content[size++] = (byte) value;
        return this;
    }

    /** Writes one byte, 1 or 0. */
    public BytesWriter putBoolean(boolean value) {
        return putByte(value ? 1 : 0);
    }

    /** Writes a number that is not negative in 7-bit groups, the lowest first: 1 to 9 bytes. */
    public BytesWriter putNumber(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        room(10);
        long rest = value;
        while (rest >= 0x80) {
            content[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        content[size++] = (byte) rest;
        return this;
    }

    /** Writes eight bytes, the highest first. */
    public BytesWriter putLong(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            content[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Writes the length and the bytes. */
    public BytesWriter putBytes(Bytes bytes) {
        putNumber(bytes.size());
        room(bytes.size());
        System.arraycopy(bytes.shared(), 0, content, size, bytes.size());
        size += bytes.size();
        return this;
    }

    /** Writes the text as bytes in UTF-8. */
    public BytesWriter putText(String text) {
        return putBytes(Bytes.utf8(text));
    }

    /** Forgets what was written, and keeps the room for the next, but not more than that many bytes of it. */
    public BytesWriter clear(int keptBytesMax) {
        size = 0;
        if (content.length > keptBytesMax) {
            content = new byte[Math.max(8, keptBytesMax)];
        }
        return this;
    }

    /** Copies what was written into an array, from a place on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(content, 0, target, at, size);
    }

    /** Returns how many bytes were written. */
    public int size() {
        return size;
    }

    /** Returns a copy of what was written. */
    public Bytes toBytes() {
        return Bytes.owning(Arrays.copyOf(content, size));
    }

    private void room(int more) {
        if (size + more > content.length) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, size + more));
        }
    }
}
