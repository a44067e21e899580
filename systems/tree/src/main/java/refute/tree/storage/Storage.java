package refute.tree.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One folder of files, and what a disk promises about it. Names are plain: no separators, no folders below it.
 *
 * <p>A creation, rename or deletion survives a power loss only after {@link #syncDirectory} has returned, whether or not the file itself was
 * synchronised. Any thread may call anything at any time.
 */
public interface Storage extends Closeable {
    /** Opens a file for reading and writing, and creates it if there is none. */
    StorageFile open(String name) throws IOException;

    /** Returns the names of all files, in order. */
    List<String> list() throws IOException;

    /** Gives a file another name, in place of any file that has it, at once. */
    void rename(String from, String to) throws IOException;

    /** Removes a file. */
    void delete(String name) throws IOException;

    /** Makes all creations, renames and deletions so far durable. */
    void syncDirectory() throws IOException;

    @Override
    void close() throws IOException;
}
