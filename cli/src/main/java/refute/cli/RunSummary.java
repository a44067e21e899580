package refute.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.run.RunRecord;
import refute.harness.run.ScenarioRecord;
import refute.harness.run.Simulated;
import refute.harness.system.NodeId;
import refute.specs.session.StillHolds;

/** What {@code --json} says of a run: names that scripts rely on. */
final class RunSummary {
    private RunSummary() {}

    static Map<String, Object> of(Path folder, RunRecord record, List<InjectedFault> faults) {
        ScenarioRecord scenario = record.scenario();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("verdict", record.outcome().map(o -> o.verdict().word()).orElse("unknown"));
        summary.put("system", scenario.subject().system());
        summary.put("workload", scenario.load().workload());
        summary.put("world", scenario.subject().world());
        summary.put("seed", scenario.seed());
        record.outcome().ifPresent(outcome -> {
            summary.put("operations", outcome.counts().operations());
            summary.put("ok", outcome.counts().ok());
            summary.put("fail", outcome.counts().fail());
            summary.put("info", outcome.counts().info());
            summary.put(
                    "checkers",
                    outcome.results().stream().map(RunSummary::checker).toList());
        });
        record.outcome()
                .flatMap(outcome -> Simulated.of(outcome.results()))
                .ifPresent(simulated -> summary.put("hash", simulated.hash()));
        summary.put("faults", faults.stream().map(RunSummary::fault).toList());
        summary.put("run", folder.toString());
        return summary;
    }

    private static Map<String, Object> checker(CheckResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", result.checker());
        map.put("verdict", result.verdict().word());
        map.put("reason", result.reason());
        map.put("witness", witness(result.witnesses()));
        map.put("shown", shown(result.witnesses()));
        if (result.figures().get("operations") instanceof Value.Int operations) {
            map.put("operations", operations.number());
        }
        map.put("nanos", result.nanos());
        map.put("complete", result.verdict() != Verdict.UNKNOWN);
        stillHolds(result, map);
        return map;
    }

    /** Of registers that are not linearizable, what weaker guarantees hold. */
    static void stillHolds(CheckResult result, Map<String, Object> map) {
        stillHolds(result).ifPresent(text -> {
            map.put("stillHolds", text);
            map.put("holding", words(result, StillHolds.HOLDING));
            map.put("broken", words(result, StillHolds.BROKEN));
        });
    }

    /** The same as a sentence, if there is something to say. */
    static Optional<String> stillHolds(CheckResult result) {
        return result.figures().get(StillHolds.SENTENCE) instanceof Value.Text text
                ? Optional.of(text.text())
                : Optional.empty();
    }

    private static List<String> words(CheckResult result, String figure) {
        return result.figures().get(figure) instanceof Value.Vec vec
                ? vec.items().stream()
                        .map(item -> item instanceof Value.Text word ? word.text() : item.toString())
                        .toList()
                : List.of();
    }

    /** Indexes of the operations of the first witness: of the smallest part that shows it, where one is known. */
    static List<Integer> witness(List<Witness> witnesses) {
        return witnesses.stream()
                .limit(1)
                .flatMap(one -> (one instanceof Witness.Unlinearizable w
                                        && !w.core().isEmpty()
                                ? w.core()
                                : one.operations())
                        .stream())
                .map(Operation::index)
                .toList();
    }

    /** Indexes of all that the first witness shows, so that it can be understood. */
    static List<Integer> shown(List<Witness> witnesses) {
        return witnesses.stream()
                .limit(1)
                .flatMap(one -> one.operations().stream())
                .map(Operation::index)
                .toList();
    }

    private static Map<String, Object> fault(InjectedFault fault) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", fault.planned().nemesis());
        map.put("target", fault.targets().stream().map(NodeId::toString).toList());
        map.put("start", fault.startedNanos() / 1e9);
        map.put("end", fault.healedNanos() == Long.MAX_VALUE ? null : fault.healedNanos() / 1e9);
        map.put("effect", fault.effect().text());
        return map;
    }
}
