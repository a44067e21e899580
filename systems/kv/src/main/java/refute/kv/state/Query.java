package refute.kv.state;

import refute.kv.Bytes;

/** A look at the state at one applied index. */
public sealed interface Query {
    /**
     * One key.
     *
     * @param key the key
     */
    record Get(Bytes key) implements Query {}

    /**
     * Keys in order.
     *
     * @param from the first key
     * @param to the key to stop before; empty: to the end
     * @param limit how many at most, from 1
     */
    record Scan(Bytes from, Bytes to, int limit) implements Query {
        public Scan {
            if (limit < 1) {
                throw new IllegalArgumentException("a limit is at least 1, not " + limit);
            }
        }
    }

    /**
     * Records of a stream in order.
     *
     * @param stream the stream
     * @param from the first offset
     * @param limit how many at most, from 1
     */
    record ReadLog(Bytes stream, long from, int limit) implements Query {
        public ReadLog {
            if (limit < 1 || from < 0) {
                throw new IllegalArgumentException("not a part of a stream: from " + from + ", limit " + limit);
            }
        }
    }
}
