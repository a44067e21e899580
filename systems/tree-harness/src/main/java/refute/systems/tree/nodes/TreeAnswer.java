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

    /** What each key had before its step. */
    record Transacted(List<Optional<String>> before, long life) implements TreeAnswer {
        public Transacted {
            before = List.copyOf(before);
        }
    }

    /** The number of a subscription. */
    record Subscribed(long subscription, long life) implements TreeAnswer {}

    /** Changes in their order. */
    record Heard(List<Event> events, long life) implements TreeAnswer {
        public Heard {
            events = List.copyOf(events);
        }
    }

    /** @param value nothing: the key was taken out */
    record Event(String key, Optional<String> value) {}

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
    record Failed(String reason, boolean mayHaveHappened) implements TreeAnswer {
        /** The first word if there is no such subscription any more. */
        public static final String NO_SUBSCRIPTION = "no-subscription";

        /** The first word if more has happened than is kept for a subscription. */
        public static final String LAGGED = "lagged";
    }
}
