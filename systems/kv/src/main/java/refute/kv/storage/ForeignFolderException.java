package refute.kv.storage;

import java.io.IOException;

/** A data folder is another node's, another cluster's, or of another version of the format. */
public final class ForeignFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    public ForeignFolderException(String file, Identity found, Identity expected) {
        super("the data folder is not this node's: " + file + " is of " + found + ", expected " + expected);
    }
}
