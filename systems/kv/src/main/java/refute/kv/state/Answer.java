package refute.kv.state;

import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;

/** What a query found. */
public sealed interface Answer {
    /**
     * One key.
     *
     * @param versioned the key with its value, or empty if it is absent
     */
    record Got(Optional<Versioned> versioned) implements Answer {}

    /**
     * Keys in order.
     *
     * @param found the keys with their values
     * @param more whether the limit (of entries or of bytes) cut the rest off
     */
    record Scanned(List<Versioned> found, boolean more) implements Answer {
        public Scanned {
            found = List.copyOf(found);
        }
    }

    /**
     * Records of a stream.
     *
     * @param first the first offset that is there; above the one asked for if that was trimmed
     * @param next the offset that the next append gets
     * @param start the offset of the first record given
     * @param records the records, dense from {@code start}
     * @param more whether the limit (of records or of bytes) cut the rest off
     */
    record LogRead(long first, long next, long start, List<Bytes> records, boolean more) implements Answer {
        public LogRead {
            records = List.copyOf(records);
        }
    }
}
