package refute.harness.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What no node may do, whatever is done to it from outside: say in its log that it panicked, raced or found its data corrupt,
 * or end by itself.
 */
final class NodeLogs implements Checker {
    @Override
    public String name() {
        return StandardCheckers.NODE_LOGS;
    }

    @Override
    public String description() {
        return "no node panicked, raced, found its data corrupt, or ended by itself";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        List<Witness> witnesses = new ArrayList<>();
        for (NodeReport node : evidence.nodes()) {
            if (!node.exits().isEmpty()) {
                witnesses.add(new Witness.NodeFailure(
                        "node " + node.node() + " ended by itself, with exit code "
                                + String.join(
                                        ", ",
                                        node.exits().stream()
                                                .map(String::valueOf)
                                                .toList()),
                        node.node(),
                        node.alarms()));
            } else if (!node.alarms().isEmpty()) {
                witnesses.add(new Witness.NodeFailure(
                        "node " + node.node() + " raised an alarm in its log: "
                                + node.alarms().getFirst(),
                        node.node(),
                        node.alarms()));
            }
        }
        if (!witnesses.isEmpty()) {
            return CheckResult.invalid(name(), witnesses.getFirst().sentence(), witnesses);
        }
        return CheckResult.valid(
                name(),
                evidence.nodes().isEmpty()
                        ? "there are no logs of nodes"
                        : "no node ended by itself or raised an alarm");
    }
}
