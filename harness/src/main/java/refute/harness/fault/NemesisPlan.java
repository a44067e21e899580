package refute.harness.fault;

import java.util.List;
import refute.harness.Seed;
import refute.harness.system.NodeId;

/**
 * What a nemesis may plan for.
 *
 * @param seed the stream for its choices, its own among the nemeses of the run
 * @param nodes of the system
 * @param untilNanos by when all faults are healed, since the run began
 */
public record NemesisPlan(Seed seed, List<NodeId> nodes, long untilNanos) {
    public NemesisPlan {
        nodes = List.copyOf(nodes);
    }
}
