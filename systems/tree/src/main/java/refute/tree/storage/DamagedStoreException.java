package refute.tree.storage;

import java.io.IOException;

/** A file holds something that no crash can have left there, or lacks something that was durable: the disk has lost or changed it. */
public final class DamagedStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    public DamagedStoreException(String file, long offset, String what) {
        super("damaged file " + file + " at offset " + offset + ": " + what
                + "; nothing was changed: restore the folder from a copy, or begin with an empty one");
        this.file = file;
        this.offset = offset;
    }

    /** Returns the name of the file. */
    public String file() {
        return file;
    }

    /** Returns where in it, in bytes. */
    public long offset() {
        return offset;
    }
}
