package refute.tree.storage;

import java.io.IOException;

/** A folder that is not this store's: of another program, of another version of the format, or made with other segments. */
public final class ForeignStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    public ForeignStoreException(String what) {
        super(what);
    }
}
