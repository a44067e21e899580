package refute.tree.node;

import java.util.Arrays;

/** Writes numbers and byte strings one after another into a growing array. */
public final class BytesWriter {
    private byte[] content;
    private int size;

    /** Starts with room for that many bytes. */
    public BytesWriter(int initialBytes) {
        content = new byte[Math.max(16, initialBytes)];
    }

    /** Writes one byte. */
    public BytesWriter putByte(int value) {
        room(1);
        content[size++] = (byte) value;
        return this;
    }

    /** Writes a number that is not negative in 7-bit groups, the lowest first: 1 to 9 bytes. */
    public BytesWriter putNumber(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        room(9);
        long rest = value;
        while (rest >= 0x80) {
            content[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        content[size++] = (byte) rest;
        return this;
    }

    /** Writes the length and the bytes. */
    public BytesWriter putBytes(byte[] bytes) {
        return putRest(bytes, 0);
    }

    /** Writes length and bytes of what follows the first {@code skip} bytes. */
    public BytesWriter putRest(byte[] bytes, int skip) {
        int length = bytes.length - skip;
        putNumber(length);
        room(length);
        System.arraycopy(bytes, skip, content, size, length);
        size += length;
        return this;
    }

    /** Writes all that another one has. */
    public BytesWriter putAll(BytesWriter other) {
        room(other.size);
        System.arraycopy(other.content, 0, content, size, other.size);
        size += other.size;
        return this;
    }

    /** Returns how many bytes were written. */
    public int size() {
        return size;
    }

    /** Returns the array that begins with what was written; it is the writer's own. */
    public byte[] array() {
        return content;
    }

    /** Returns what was written. */
    public byte[] toArray() {
        return size == content.length ? content : Arrays.copyOf(content, size);
    }

    private void room(int more) {
        if (size + more > content.length) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, size + more));
        }
    }
}
