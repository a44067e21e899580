package refute.tree.storage;

/** Hears of each change to a folder, in the order in which they happened, after it happened. Files have numbers, which renames do not change. */
public interface StorageObserver {
    /** A file was there when it was first opened. */
    void found(int file, String name, byte[] content);

    /** A file was created, empty. */
    void created(int file, String name);

    /** Bytes were written; the array is the observer's. */
    void wrote(int file, long at, byte[] bytes);

    /** A file was synchronised. */
    void synced(int file);

    /** A file got another name, perhaps in place of another file. */
    void renamed(String from, String to);

    /** A file was removed. */
    void deleted(String name);

    /** The folder was synchronised. */
    void directorySynced();
}
