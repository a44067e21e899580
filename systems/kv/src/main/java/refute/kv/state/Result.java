package refute.kv.state;

import java.util.List;
import java.util.Optional;

/** What an applied command came to. The same on every member, and kept in the session for a client that asks again. */
public sealed interface Result {
    /**
     * A change of keys.
     *
     * @param revision the index at which it was applied
     * @param succeeded put: true; delete: whether the key existed; compare-and-set and transaction: whether the conditions held
     * @param found what the transaction's get steps found, in their order
     */
    record Written(long revision, boolean succeeded, List<Optional<Versioned>> found) implements Result {
        public Written {
            found = List.copyOf(found);
        }
    }

    /**
     * A record of a stream.
     *
     * @param revision the index at which it was applied
     * @param offset its offset
     */
    record Appended(long revision, long offset) implements Result {}

    /**
     * A shorter stream.
     *
     * @param revision the index at which it was applied
     * @param first the first offset that is still there
     */
    record Trimmed(long revision, long first) implements Result {}

    /**
     * A new session.
     *
     * @param client its id
     */
    record SessionOpened(long client) implements Result {}

    /**
     * Old sessions are forgotten.
     *
     * @param count how many
     */
    record SessionsExpired(long count) implements Result {}

    /** Nothing happened: there is no such session (any more). An earlier attempt of the same command may have happened. */
    record SessionUnknown() implements Result {}

    /**
     * Nothing happened: the session is already beyond that command. It did happen once, and its result is forgotten.
     *
     * @param lastSequence the session's last command
     */
    record SessionStale(long lastSequence) implements Result {}
}
