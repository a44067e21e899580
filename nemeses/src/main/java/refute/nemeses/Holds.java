package refute.nemeses;

import java.util.HashMap;
import java.util.Map;
import refute.harness.system.NodeId;

/** How many faults hold each node at the moment. Owned by one thread. */
final class Holds {
    private final Map<NodeId, Integer> counts = new HashMap<>();

    void take(NodeId node) {
        counts.merge(node, 1, Integer::sum);
    }

    /** Returns whether this was the last hold. */
    boolean release(NodeId node) {
        return counts.merge(node, -1, Integer::sum) == 0;
    }
}
