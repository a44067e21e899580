package refute.specs.ordered;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * Whether scans give what stays, while others put and remove keys in between: each key once, in order, and every key that was put before the scan began
 * and that nobody had begun to remove when it ended.
 *
 * <p>Puts are expected to last: a workload for this checker asks for durable ones. Values are not judged. Time is scans times keys.
 */
public final class IterationChecker implements Checker {
    @Override
    public String name() {
        return "iteration";
    }

    @Override
    public String description() {
        return "scans give every key that stays, once, in order";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        History history = evidence.history().clients();
        Map<String, Stay> stays = stays(history);
        long scans = 0;
        long given = 0;
        for (Operation operation : history.operations()) {
            if (!operation.function().equals(Scan.FUNCTION) || !operation.isOk()) {
                continue;
            }
            Scan scan = Scan.of(operation);
            Optional<Witness> wrong = judge(scan, stays);
            if (wrong.isPresent()) {
                return CheckResult.invalid(name(), wrong.get().sentence(), List.of(wrong.get()));
            }
            scans++;
            given += scan.entries().size();
        }
        return scans == 0
                ? CheckResult.unknown(name(), "no scan was answered")
                : CheckResult.valid(name(), "all " + scans + " scans gave what stayed, once and in order")
                        .with("scans", Value.of(scans))
                        .with("given", Value.of(given));
    }

    /** How long a key is surely there: from the first answer of a put until somebody begins to remove it. */
    private static final class Stay {
        private Optional<Operation> put = Optional.empty();
        private long firstPutNanos = Long.MAX_VALUE;
        private long removedNanos = Long.MAX_VALUE;
    }

    private static Map<String, Stay> stays(History history) {
        Map<String, Stay> stays = new TreeMap<>();
        for (Operation operation : history.operations()) {
            boolean puts = operation.function().equals("put");
            if ((!puts && !operation.function().equals("remove")) || operation.outcome() == EntryKind.FAIL) {
                continue;
            }
            Stay stay = stays.computeIfAbsent(Scan.text(operation.key()), key -> new Stay());
            if (!puts) {
                stay.removedNanos = Math.min(stay.removedNanos, operation.invokedNanos());
                continue;
            }
            stay.firstPutNanos = Math.min(stay.firstPutNanos, operation.invokedNanos());
            if (operation.isOk()
                    && stay.put
                            .map(before -> before.returnedNanos() > operation.returnedNanos())
                            .orElse(true)) {
                stay.put = Optional.of(operation);
            }
        }
        return stays;
    }

    private static Optional<Witness> judge(Scan scan, Map<String, Stay> stays) {
        if (scan.disorder().isPresent()) {
            return wrong("disorder", Sentences.of(scan) + ": " + scan.disorder().get(), List.of(scan.operation()));
        }
        for (Map.Entry<String, Stay> each : stays.entrySet()) {
            Stay stay = each.getValue();
            boolean stayed = stay.put.map(Operation::returnedNanos).orElse(Long.MAX_VALUE)
                            < scan.operation().invokedNanos()
                    && stay.removedNanos > scan.operation().returnedNanos();
            if (stayed && scan.covers(each.getKey()) && !scan.gives(each.getKey())) {
                Operation put = stay.put.orElseThrow();
                return wrong(
                        "missed",
                        Sentences.of(scan) + " does not give " + each.getKey() + ", which was there all the time: "
                                + Sentences.of(put) + ", and nobody had removed it",
                        List.of(put, scan.operation()));
            }
        }
        for (String key : scan.entries().sequencedKeySet()) {
            Stay stay = stays.get(key);
            if (stay == null || stay.firstPutNanos > scan.operation().returnedNanos()) {
                return wrong(
                        "from-nowhere",
                        Sentences.of(scan) + " gives " + key + ", which nobody had put",
                        List.of(scan.operation()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Witness> wrong(String anomaly, String sentence, List<Operation> shown) {
        return Optional.of(new Witness.Contradiction(sentence, anomaly, shown));
    }
}
