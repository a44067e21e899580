package refute.harness.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import refute.harness.fault.InjectedFault;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.harness.system.NodeId;

/**
 * Whether every node came back after everything was healed. The runner asks them all and writes the answers into the history as
 * operation {@link #RECOVER} of the nemesis; without that entry they were not asked, and nobody can say.
 *
 * <p>As figures: how long each node took, and for each fault how long it took from its heal until an operation that was invoked
 * afterwards was acknowledged.
 */
public final class RecoveryChecker implements Checker {
    public static final String NAME = "recovery";

    /** The figure with nanoseconds until its first answer, or nil, or {@link #EXCUSED}, by node. */
    public static final String NODES = "nodesNanos";

    /** The figure with nanoseconds until an acknowledgement, or -1, by fault. */
    public static final String FAULTS = "faultsNanos";

    /** The function of the nemesis's operation that asks all nodes; its result has nanoseconds, or nil, by node. */
    public static final String RECOVER = "recover";

    /** In place of a node's nanoseconds: it may stay away, as a fault took from it what it needs to come back. */
    public static final Value EXCUSED = Value.of("excused");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "every node answers again after everything was healed";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        CheckResult result = judge(evidence);
        Value.@Nullable Dict asked = asked(evidence.history());
        if (asked != null) {
            result = result.with(NODES, asked);
        }
        return evidence.faults().isEmpty() ? result : result.with(FAULTS, Figures.of(afterFaults(evidence)));
    }

    private CheckResult judge(Evidence evidence) {
        if (evidence.nodes().isEmpty()) {
            return CheckResult.valid(name(), "there are no nodes to ask");
        }
        Value.@Nullable Dict asked = asked(evidence.history());
        if (asked == null) {
            return CheckResult.unknown(name(), "the run ended before the nodes were asked whether they came back");
        }
        List<Witness> witnesses = new ArrayList<>();
        long slowest = 0;
        for (NodeReport report : evidence.nodes()) {
            NodeId node = report.node();
            Value nanos = asked.items().getOrDefault(Value.of(node.toString()), Value.NIL);
            if (nanos instanceof Value.Int answered) {
                slowest = Math.max(slowest, answered.number());
            } else if (!nanos.equals(EXCUSED)) {
                witnesses.add(new Witness.NodeFailure(
                        "node " + node + " did not come back after everything was healed", node, report.alarms()));
            }
        }
        return witnesses.isEmpty()
                ? CheckResult.valid(
                        name(), String.format(Locale.ROOT, "every node answered within %.3f s", slowest / 1e9))
                : CheckResult.invalid(name(), witnesses.getFirst().sentence(), witnesses);
    }

    private static Value.@Nullable Dict asked(History history) {
        for (int at = history.size() - 1; at >= 0; at--) {
            if (history.process(at) < 0
                    && history.kind(at) == EntryKind.INFO
                    && history.function(at).equals(RECOVER)
                    && history.value(at) instanceof Value.Dict dict) {
                return dict;
            }
        }
        return null;
    }

    /** By fault: nanoseconds from its heal to the first acknowledgement of what was invoked afterwards; -1 if there is none. */
    private static Map<String, Long> afterFaults(Evidence evidence) {
        Map<String, Long> nanos = new LinkedHashMap<>();
        for (InjectedFault fault : evidence.faults()) {
            nanos.put(fault.planned().id(), acknowledgedAfter(evidence.history(), fault.healedNanos()));
        }
        return nanos;
    }

    private static long acknowledgedAfter(History history, long healedNanos) {
        long earliest = Long.MAX_VALUE;
        for (int at = from(history, healedNanos); at < history.size(); at++) {
            if (history.timeNanos(at) >= earliest) {
                break;
            }
            int completion = history.kind(at) == EntryKind.INVOKE ? history.partner(at) : -1;
            if (history.process(at) >= 0 && completion >= 0 && history.kind(completion) == EntryKind.OK) {
                earliest = Math.min(earliest, history.timeNanos(completion));
            }
        }
        return earliest == Long.MAX_VALUE ? -1 : earliest - healedNanos;
    }

    /** The position of the first entry that is not before this time. */
    private static int from(History history, long nanos) {
        int low = 0;
        int high = history.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (history.timeNanos(middle) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
