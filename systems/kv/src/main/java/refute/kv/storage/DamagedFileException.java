package refute.kv.storage;

import java.io.IOException;

/** A file holds something that no crash can have left there: the disk has lost or changed what was durable. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    public DamagedFileException(String file, long offset, String what) {
        super("damaged file " + file + " at offset " + offset + ": " + what
                + "; the node does not start, as it may have forgotten what it promised: restore the file, or remove the member"
                + " and add it anew with an empty folder");
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
