package refute.harness.fault;

import java.util.List;
import refute.harness.system.NodeId;

/**
 * A fault as it happened.
 *
 * @param planned what was asked for
 * @param targets the nodes that it hit
 * @param description it in words: "partition: n2 isolated, stalled"
 * @param startedNanos when it was in force, since the run began
 * @param healedNanos when it was healed; {@link Long#MAX_VALUE} if the run ended before
 * @param effect what it did
 */
public record InjectedFault(
        PlannedFault planned,
        List<NodeId> targets,
        String description,
        long startedNanos,
        long healedNanos,
        Effect effect) {
    public InjectedFault {
        targets = List.copyOf(targets);
    }
}
