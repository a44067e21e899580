package refute.systems.tree.nodes;

import java.util.List;
import java.util.Optional;

/** One request. Keys and values are texts; the tree keeps them as bytes of UTF-8. */
public sealed interface TreeCall {
    /** The name of the one tree that all of them are about but transactions. */
    String TREE = "t";

    /** Whether it changes something, so that without an answer nobody knows. */
    default boolean changes() {
        return switch (this) {
            case Put put -> true;
            case Remove remove -> true;
            case CompareAndSet change -> true;
            case Transact transact ->
                transact.steps().stream().anyMatch(step -> step.appended().isPresent());
            // What was taken is not there any more.
            case Take take -> true;
            case Subscribe subscribe -> true;
            case Get get -> false;
            case Scan scan -> false;
            case Flush flush -> false;
            case Size size -> false;
            case Check check -> false;
        };
    }

    record Put(String key, String value, boolean durable) implements TreeCall {}

    record Remove(String key, boolean durable) implements TreeCall {}

    record CompareAndSet(String key, Optional<String> expected, Optional<String> next, boolean durable)
            implements TreeCall {}

    record Get(String key, boolean durable) implements TreeCall {}

    /** @param to empty: to the end */
    record Scan(String from, String to, boolean backwards, boolean durable) implements TreeCall {}

    /** Steps that are taken together, on any trees. */
    record Transact(List<Step> steps, boolean durable) implements TreeCall {
        public Transact {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Reads a key, and may put a text behind the value that it has.
     *
     * @param appended nothing: it is only read
     */
    record Step(String tree, String key, Optional<String> appended) {}

    /** Begins to hear of keys with that prefix. */
    record Subscribe(String prefix) implements TreeCall {
        /** How many events are kept; nobody who listens now and then lags behind that. */
        public static final int KEPT_MAX = 100_000;
    }

    /** Takes what was heard; for the last time, maybe. */
    record Take(long subscription, boolean last) implements TreeCall {}

    record Flush() implements TreeCall {}

    record Size() implements TreeCall {}

    record Check() implements TreeCall {}
}
