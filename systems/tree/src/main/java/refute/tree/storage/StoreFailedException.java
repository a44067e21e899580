package refute.tree.storage;

/**
 * The disk has refused something, or gave back something damaged, and nobody knows what it holds now. Sticky: every later call on the
 * store fails in the same way until it is opened anew, which recovers from what is there.
 */
public final class StoreFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailedException(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
