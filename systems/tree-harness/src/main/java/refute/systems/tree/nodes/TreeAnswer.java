package refute.systems.tree.nodes;

import java.util.List;
import java.util.Optional;

/** How a request ended. */
public sealed interface TreeAnswer {
    /** A value, or none: of a key, or before a change of it. */
    record Found(Optional<String> value, long life) implements TreeAnswer {}

    /** Whether a comparison held. */
    record Compared(boolean held, long life) implements TreeAnswer {}

    /** Entries in the order in which they came. */
    record Entries(List<Entry> entries, long life) implements TreeAnswer {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    record Entry(String key, String value) {}

    record Flushed(long life) implements TreeAnswer {}

    /**
     * Bytes of the log.
     *
     * @param kept in use
     * @param needed of these
     * @param besides how much may be in use in any case
     */
    record Sizes(long kept, long needed, long besides, long life) implements TreeAnswer {}

    record Checked(List<String> problems, long life) implements TreeAnswer {
        public Checked {
            problems = List.copyOf(problems);
        }
    }

    /**
     * It did not end well.
     *
     * @param reason a stable word first
     * @param mayHaveHappened false: it surely did not, and will not
     */
    record Failed(String reason, boolean mayHaveHappened) implements TreeAnswer {}
}
