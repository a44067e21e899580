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

    private static String sentence(String node, String alarm) {
        return ofAll(alarm)
                ? StandardCheckers.ALL_NODES + alarm
                : "node " + node + " raised an alarm in its log: " + alarm;
    }

    /** What a simulated world finds of its nodes together stands with the first of them, who is no more to blame than the others. */
    private static boolean ofAll(String alarm) {
        return alarm.startsWith("liveness: ") || alarm.startsWith("storm: ") || alarm.startsWith("I14: ");
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
                        sentence(node.node().toString(), node.alarms().getFirst()), node.node(), node.alarms()));
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
