package refute.systems.tree.nodes;

import java.util.Optional;

/** One request. Keys and values are texts; the tree keeps them as bytes of UTF-8. */
public sealed interface TreeCall {
    /** The name of the one tree that all of them are about. */
    String TREE = "t";

    /** Whether it changes something, so that without an answer nobody knows. */
    default boolean changes() {
        return this instanceof Put || this instanceof Remove || this instanceof CompareAndSet;
    }

    record Put(String key, String value, boolean durable) implements TreeCall {}

    record Remove(String key, boolean durable) implements TreeCall {}

    record CompareAndSet(String key, Optional<String> expected, Optional<String> next, boolean durable)
            implements TreeCall {}

    record Get(String key, boolean durable) implements TreeCall {}

    /** @param to empty: to the end */
    record Scan(String from, String to, boolean backwards, boolean durable) implements TreeCall {}

    record Flush() implements TreeCall {}

    record Size() implements TreeCall {}

    record Check() implements TreeCall {}
}
