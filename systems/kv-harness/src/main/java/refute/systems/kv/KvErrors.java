package refute.systems.kv;

import refute.harness.system.Reply;
import refute.kv.client.KvException;

/**
 * What the store's errors mean. The store says itself, of each error, whether the write may have happened: that is a promise to
 * its users like any other, and the run holds it to it. A write that it calls "did not happen" and that shows up later is found
 * by the checkers as a value that nobody wrote.
 *
 * <p>So this list only names the errors, in words that are stable across versions, and says why each is or is not certain.
 */
final class KvErrors {
    private static final int DETAIL_CHARACTERS_MAX = 200;

    private KvErrors() {}

    /** A read without an answer had no effect, whatever went wrong. */
    static Reply ofRead(KvException error) {
        return Reply.fail(text(error));
    }

    /** A write without a good answer. */
    static Reply ofWrite(KvException error) {
        return error.mayHaveHappened() ? Reply.info(text(error)) : Reply.fail(text(error));
    }

    /** A write that needed a session and did not get one: nothing of it was sent, whatever became of the session. */
    static Reply ofSession(KvException error) {
        return Reply.fail("no-session: " + text(error));
    }

    static String word(KvException.Kind kind) {
        return switch (kind) {
            // Refused before it was proposed.
            case NOT_LEADER -> "not-leader";
            case BUSY -> "busy";
            case TOO_LARGE -> "too-large";
            case INVALID -> "invalid";
            case MEMBERSHIP_REFUSED -> "membership-refused";
            // Refused when its turn came: its session had ended or was further on.
            case SESSION -> "session";
            // Proposed, and another leader's entry was committed at its index: it never will be.
            case OVERWRITTEN -> "overwritten";
            // Proposed, and what became of it is not known.
            case LEADERSHIP_LOST -> "leadership-lost";
            // Not answered in time. Unknown, unless it did not leave the client.
            case TIMEOUT -> "timeout";
            // No connection, or it broke. Unknown, unless it did not leave the client.
            case UNREACHABLE -> "unreachable";
            // Of watches only.
            case COMPACTED -> "compacted";
        };
    }

    private static String text(KvException error) {
        String whole = word(error.kind()) + ": " + error.getMessage();
        return whole.length() <= DETAIL_CHARACTERS_MAX ? whole : whole.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }
}
