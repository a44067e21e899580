package refute.kv;

import java.util.Arrays;

/** Reads what {@link BytesWriter} wrote. Never reads beyond the end: bytes that do not fit are a {@link MalformedBytesException}. */
public final class BytesReader {
    private final byte[] content;
    private final int end;
    private int at;

    public BytesReader(Bytes bytes) {
        this(bytes.shared(), 0, bytes.size());
    }

    /** Reads {@code length} bytes from {@code start}; the array must not change meanwhile. */
    public BytesReader(byte[] content, int start, int length) {
        this.content = content;
        this.at = start;
        this.end = start + length;
    }

    /** Reads one byte as a number from 0 to 255. */
    public int getByte() {
        need(1);
        return content[at++] & 0xff;
    }

    /** Reads one byte that must be 0 or 1. */
    public boolean getBoolean() {
        int value = getByte();
        if (value > 1) {
            throw new MalformedBytesException("a truth value is 0 or 1, not " + value);
        }
        return value == 1;
    }

    /** Reads a number in 7-bit groups. */
    public long getNumber() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int group = getByte();
            value |= (long) (group & 0x7f) << shift;
            if (group < 0x80) {
                return value;
            }
        }
        throw new MalformedBytesException("a number is longer than 63 bits");
    }

    /** Reads a count of things of at least one byte each, so that a damaged count cannot make us reserve memory. */
    public int getCount() {
        long count = getNumber();
        if (count > end - at) {
            throw new MalformedBytesException("a count of " + count + " with " + (end - at) + " bytes left");
        }
        return (int) count;
    }

    /** Reads eight bytes. */
    public long getLong() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (content[at++] & 0xff);
        }
        return value;
    }

    /** Reads a length and that many bytes. */
    public Bytes getBytes() {
        int length = getCount();
        Bytes bytes = Bytes.owning(Arrays.copyOfRange(content, at, at + length));
        at += length;
        return bytes;
    }

    /** Reads all that is left. */
    public Bytes remaining() {
        Bytes bytes = Bytes.owning(Arrays.copyOfRange(content, at, end));
        at = end;
        return bytes;
    }

    /** Reads a text. */
    public String getText() {
        return getBytes().toText();
    }

    /** Returns whether everything was read. */
    public boolean isAtEnd() {
        return at == end;
    }

    /** Throws unless everything was read. */
    public void expectEnd() {
        if (!isAtEnd()) {
            throw new MalformedBytesException((end - at) + " bytes too many");
        }
    }

    private void need(int bytes) {
        if (end - at < bytes) {
            throw new MalformedBytesException("the bytes end too early");
        }
    }
}
