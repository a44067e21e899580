package refute.kv.client;

import refute.kv.wire.v1.Failure;

/** What a server calls a failure, and what a client does. */
final class Kinds {
    private Kinds() {}

    static KvException exception(Failure failure) {
        return new KvException(
                kind(failure.getCode()),
                failure.getMayHaveHappened(),
                failure.getMessage(),
                failure.getFirstRevision());
    }

    private static KvException.Kind kind(Failure.Code code) {
        return switch (code) {
            case NOT_LEADER -> KvException.Kind.NOT_LEADER;
            case BUSY, STOPPING -> KvException.Kind.BUSY;
            case TOO_LARGE -> KvException.Kind.TOO_LARGE;
            case INVALID, WRONG_GROUP, STALE_EPOCH, UNSPECIFIED, UNRECOGNIZED -> KvException.Kind.INVALID;
            case TIMEOUT -> KvException.Kind.TIMEOUT;
            case LEADERSHIP_LOST -> KvException.Kind.LEADERSHIP_LOST;
            case OVERWRITTEN -> KvException.Kind.OVERWRITTEN;
            case SESSION_UNKNOWN, SESSION_STALE -> KvException.Kind.SESSION;
            case COMPACTED -> KvException.Kind.COMPACTED;
            case MEMBERSHIP_REFUSED -> KvException.Kind.MEMBERSHIP_REFUSED;
        };
    }
}
