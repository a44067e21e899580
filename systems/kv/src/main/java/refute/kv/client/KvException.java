package refute.kv.client;

/** A call that did not end well. */
public final class KvException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean mayHaveHappened;
    private final long firstRevision;

    /** What went wrong. */
    public enum Kind {
        /** The server does not lead; the client has noted who does. */
        NOT_LEADER,
        /** Too many requests wait there. */
        BUSY,
        /** A key, value, record or transaction is above its limit. */
        TOO_LARGE,
        /** The request makes no sense to the server, or is for another group or epoch. */
        INVALID,
        /** Another write took its place. */
        OVERWRITTEN,
        /** Leadership was lost meanwhile. */
        LEADERSHIP_LOST,
        /** The session has ended, or is further on. */
        SESSION,
        /** The changes that a watch wants are forgotten. */
        COMPACTED,
        /** The membership cannot be changed like that now. */
        MEMBERSHIP_REFUSED,
        /** No answer within the deadline. */
        TIMEOUT,
        /** The server could not be reached, or the connection broke. */
        UNREACHABLE
    }

    KvException(Kind kind, boolean mayHaveHappened, String message, long firstRevision) {
        super(message);
        this.kind = kind;
        this.mayHaveHappened = mayHaveHappened;
        this.firstRevision = firstRevision;
    }

    KvException(Kind kind, boolean mayHaveHappened, String message) {
        this(kind, mayHaveHappened, message, 0);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether the write may have happened, or may still happen. False: it surely did not, and will not. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }

    /** Returns the first revision that can be watched, if the kind is {@link Kind#COMPACTED}; else 0. */
    public long firstRevision() {
        return firstRevision;
    }

    KvException afterEarlierAttempts() {
        return new KvException(kind, true, getMessage() + " (an earlier attempt may have happened)", firstRevision);
    }
}
