package refute.kv.raft;

import refute.kv.Bytes;

/**
 * One entry of the replicated log.
 *
 * @param index its place, from 1
 * @param term the term of the leader that made it
 * @param kind what the payload is
 * @param payload a command, the members, or nothing
 */
public record Entry(long index, long term, Kind kind, Bytes payload) {
    /** What an entry is for. */
    public enum Kind {
        /** Nothing: the first entry of a leader's term. */
        NOOP,
        /** A command for the state machine. */
        COMMAND,
        /** The members from this index on. */
        MEMBERS;

        private static final Kind[] KINDS = values();

        /** Returns the number of this kind in files: 0, 1, 2. */
        public int number() {
            return switch (this) {
                case NOOP -> 0;
                case COMMAND -> 1;
                case MEMBERS -> 2;
            };
        }

        /** Returns the kind with that number in files. */
        public static Kind of(int number) {
            if (number < 0 || number >= KINDS.length) {
                throw new refute.kv.MalformedBytesException("no entry kind has number " + number);
            }
            return KINDS[number];
        }
    }

    public Entry {
        if (index < 1 || term < 1) {
            throw new IllegalArgumentException("not an entry: index " + index + ", term " + term);
        }
    }

    /** Returns about how many bytes the entry takes in a message or file. */
    public int weight() {
        return payload.size() + 24;
    }
}
