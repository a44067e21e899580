package refute.kv.trace;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import refute.kv.NodeId;

/**
 * One action of one node.
 *
 * @param node who
 * @param name the action, in the vocabulary of the specification
 * @param arguments every choice that it made, names and values in turn: numbers, truth values, texts, or lists of these
 * @param state the node's variables after it
 */
public record TraceEvent(NodeId node, String name, List<Object> arguments, NodeState state) {
    /** @param namesAndValues belongs to the event from now on: a store that is traced makes some hundred thousand of them a second */
    public TraceEvent(NodeId node, String name, NodeState state, Object... namesAndValues) {
        this(node, name, Collections.unmodifiableList(Arrays.asList(namesAndValues)), state);
    }

    /** The value of an argument. */
    public Object argument(String its) {
        for (int i = 0; i < arguments.size(); i += 2) {
            if (arguments.get(i).equals(its)) {
                return arguments.get(i + 1);
            }
        }
        throw new IllegalArgumentException(name + " has no argument " + its);
    }
}
