package refute.kv.state;

import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;

/** What one command asks of the state machine. Applied at one index, as a whole or not at all. */
public sealed interface Operation {
    /**
     * Sets a key.
     *
     * @param key the key
     * @param value its new value
     */
    record Put(Bytes key, Bytes value) implements Operation {}

    /**
     * Removes a key.
     *
     * @param key the key
     */
    record Delete(Bytes key) implements Operation {}

    /**
     * Replaces a value if it is the expected one.
     *
     * @param key the key
     * @param expected the value that the key must have; empty: it must be absent
     * @param replacement the value that it then gets; empty: it is removed
     */
    record CompareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) implements Operation {}

    /**
     * If all conditions hold, does the first list of steps, else the second.
     *
     * @param conditions what must hold, before any step
     * @param then the steps if it does
     * @param otherwise the steps if it does not
     */
    record Transaction(List<Condition> conditions, List<Step> then, List<Step> otherwise) implements Operation {
        public Transaction {
            conditions = List.copyOf(conditions);
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * Adds a record at the end of a stream. The offset is decided when the command is applied: dense, from 0.
     *
     * @param stream the stream
     * @param data the record
     */
    record Append(Bytes stream, Bytes data) implements Operation {}

    /**
     * Forgets the beginning of a stream. Offsets stay as they are.
     *
     * @param stream the stream
     * @param before the first offset that stays; at most the next offset
     */
    record Trim(Bytes stream, long before) implements Operation {}

    /** Opens a session; its id is the index at which this is applied. */
    record OpenSession() implements Operation {}

    /**
     * Forgets all sessions that applied nothing at or after an index. Proposed by the leader; the only way in which a session ends by age, so
     * that all members forget the same sessions at the same index.
     *
     * @param idleBefore the index
     */
    record ExpireSessions(long idleBefore) implements Operation {}

    /** What must hold of one key. */
    sealed interface Condition {
        /** Returns the key. */
        Bytes key();

        /**
         * The key has this value.
         *
         * @param key the key
         * @param value the value
         */
        record ValueIs(Bytes key, Bytes value) implements Condition {}

        /**
         * The key does not exist.
         *
         * @param key the key
         */
        record Absent(Bytes key) implements Condition {}

        /**
         * The key was last changed at this revision.
         *
         * @param key the key
         * @param revision the revision
         */
        record RevisionIs(Bytes key, long revision) implements Condition {}
    }

    /** One step of a transaction. Later steps see earlier ones. */
    sealed interface Step {
        /**
         * Reads a key; its value is part of the result.
         *
         * @param key the key
         */
        record Get(Bytes key) implements Step {}

        /**
         * Sets a key.
         *
         * @param key the key
         * @param value the value
         */
        record Put(Bytes key, Bytes value) implements Step {}

        /**
         * Removes a key.
         *
         * @param key the key
         */
        record Delete(Bytes key) implements Step {}
    }
}
