package refute.tree.client;

/** A call that did not end well. */
public final class TreeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean mayHaveHappened;

    /** What went wrong. */
    public enum Kind {
        /** The request makes no sense to the server. */
        INVALID,
        /** A key or value is above its limit. */
        TOO_LARGE,
        /** Too many requests wait there. */
        BUSY,
        /** The server's disk has failed. */
        DISK_FAILED,
        /** What the server's disk gave back is not what was written. */
        DAMAGED,
        /** The server is about to end, or opens its store anew. */
        STOPPING,
        /** At each of many attempts others were quicker. */
        CONFLICT,
        /** There is no such subscription, or there are too many. */
        NO_SUBSCRIPTION,
        /** More has happened than is kept for a subscription. */
        LAGGED,
        /** No answer within the deadline. */
        TIMEOUT,
        /** The server could not be reached, or the connection broke. */
        UNREACHABLE
    }

    TreeException(Kind kind, boolean mayHaveHappened, String message) {
        super(message);
        this.kind = kind;
        this.mayHaveHappened = mayHaveHappened;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether the change may have happened, or may still happen. False: it surely did not, and will not. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
