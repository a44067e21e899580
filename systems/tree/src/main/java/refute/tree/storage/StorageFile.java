package refute.tree.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** A file. What was written survives a power loss only after {@link #sync}: before, any of its sectors may be old or new. */
public interface StorageFile extends Closeable {
    /** Returns its length in bytes. */
    long size() throws IOException;

    /** Reads from a position until that many bytes are there or the file ends; returns how many. */
    int read(long at, byte[] into, int from, int length) throws IOException;

    /** Writes those bytes at a position, beyond the end too. */
    void write(long at, byte[] bytes, int from, int length) throws IOException;

    /** Makes everything written so far durable, with the length. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /** Returns all of it. */
    default byte[] content() throws IOException {
        byte[] content = new byte[Math.toIntExact(size())];
        int count = read(0, content, 0, content.length);
        return count == content.length ? content : Arrays.copyOf(content, count);
    }
}
