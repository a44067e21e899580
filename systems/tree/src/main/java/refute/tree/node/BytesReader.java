package refute.tree.node;

/** Reads what {@link BytesWriter} wrote. Never reads beyond the end: bytes that do not fit are an {@link IllegalStateException}. */
public final class BytesReader {
    private final byte[] content;
    private final int end;
    private int at;

    /** Reads {@code length} bytes from {@code from}; the array must not change meanwhile. */
    public BytesReader(byte[] content, int from, int length) {
        this.content = content;
        this.at = from;
        this.end = from + length;
    }

    /** Reads one byte as a number from 0 to 255. */
    public int getByte() {
        need(1);
        return content[at++] & 0xff;
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
        throw new IllegalStateException("a number is longer than 63 bits");
    }

    /** Reads a count or length, which cannot be greater than what a whole message has. */
    public int getCount() {
        long count = getNumber();
        if (count > content.length) {
            throw new IllegalStateException("a count of " + count + " in " + content.length + " bytes");
        }
        return (int) count;
    }

    /** Reads a length and that many bytes. */
    public byte[] getBytes() {
        return getRest(content, 0);
    }

    /** Reads a length and that many bytes, and puts the first {@code skip} bytes of another string before them. */
    public byte[] getRest(byte[] prefix, int skip) {
        int length = getCount();
        need(length);
        byte[] bytes = new byte[skip + length];
        System.arraycopy(prefix, 0, bytes, 0, skip);
        System.arraycopy(content, at, bytes, skip, length);
        at += length;
        return bytes;
    }

    /** Returns where the next byte is, and skips that many. */
    public int skip(int length) {
        need(length);
        int from = at;
        at += length;
        return from;
    }

    /** Returns whether everything was read. */
    public boolean isAtEnd() {
        return at == end;
    }

    /** Throws unless everything was read. */
    public void expectEnd() {
        if (!isAtEnd()) {
            throw new IllegalStateException((end - at) + " bytes too many");
        }
    }

    private void need(int bytes) {
        if (bytes < 0 || end - at < bytes) {
            throw new IllegalStateException("the bytes end too early");
        }
    }
}
