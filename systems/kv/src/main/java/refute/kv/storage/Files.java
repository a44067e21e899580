package refute.kv.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One folder of files, and what a disk promises about it. Names are plain: no separators, no sub-folders.
 *
 * <p>What was written to a file survives a power loss only after {@link OpenFile#sync} has returned; a creation, rename or deletion only after
 * {@link #syncDirectory} has. Anything else may be lost, or in part.
 *
 * <p>Different files may be used by different threads at once; one file by one at a time.
 */
public interface Files {
    /** Opens a file for reading and writing, and creates it if there is none. */
    OpenFile open(String name) throws IOException;

    /** Returns the names of all files, in order. */
    List<String> list() throws IOException;

    /** Gives a file another name, in place of any file that has it, at once. */
    void rename(String from, String to) throws IOException;

    /** Removes a file. */
    void delete(String name) throws IOException;

    /** Makes all creations, renames and deletions so far durable. */
    void syncDirectory() throws IOException;

    /** A file. */
    interface OpenFile extends Closeable {
        /** Returns its length in bytes. */
        long size() throws IOException;

        /** Reads from a position until the buffer is full or the file ends; returns how many bytes. */
        int read(long at, ByteBuffer into) throws IOException;

        /** Writes the whole buffer at a position. */
        void write(long at, ByteBuffer bytes) throws IOException;

        /** Cuts the file to that length. */
        void truncate(long size) throws IOException;

        /** Makes everything written so far durable, with the length. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }
}
