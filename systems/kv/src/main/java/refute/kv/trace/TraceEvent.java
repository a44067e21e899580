package refute.kv.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import refute.kv.NodeId;

/**
 * One action of one node.
 *
 * @param node who
 * @param name the action, in the vocabulary of the specification
 * @param arguments every choice that it made: numbers, truth values, texts, or lists of these, in order
 * @param state the node's variables after it, likewise
 */
public record TraceEvent(NodeId node, String name, Map<String, Object> arguments, Map<String, Object> state) {
    public TraceEvent {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }
}
