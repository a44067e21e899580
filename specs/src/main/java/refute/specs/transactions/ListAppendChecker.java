package refute.specs.transactions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * Judges transactions over lists: finds the anomalies of Adya and Elle, shows each, and says which promises they break.
 *
 * <p>The operations are {@code txn} with a list of {@code [:append key element]} and {@code [:r key list]}, as in Jepsen. Elements are unique
 * within their list. A transaction whose outcome is unknown happened if something of it was read.
 *
 * <p>Valid is a proof: the transactions that happened can be put in an order that agrees with real time and in which each read is what
 * was appended before. Invalid has a witness for each kind of anomaly. Time and memory are linear in the history, save for
 * finding short cycles once there is one.
 *
 * <p>Safe to share between threads.
 */
public final class ListAppendChecker implements Checker {
    /** Makes the dependency graph; another one only in tests. */
    interface Inference {
        Dependencies of(History history, List<Transaction> transactions, SequencedMap<Value, ListHistory> lists);
    }

    private final ConsistencyModel promise;
    private final Inference inference;

    /** @param promise what the system is held to; anomalies that it allows are told, and do not make it invalid */
    public ListAppendChecker(ConsistencyModel promise) {
        this(promise, (history, transactions, lists) -> new Dependencies(history, transactions, lists.values()));
    }

    ListAppendChecker(ConsistencyModel promise, Inference inference) {
        this.promise = promise;
        this.inference = inference;
    }

    /** That holds systems to strict serializability. */
    public static ListAppendChecker strict() {
        return new ListAppendChecker(ConsistencyModel.STRICT_SERIALIZABLE);
    }

    @Override
    public String name() {
        return "list-append";
    }

    @Override
    public String description() {
        return "anomalies of transactions over lists, from G0 to G-single-realtime; holds them to " + promise.words();
    }

    /** @throws refute.harness.BadInput with every operation that is no transaction over lists */
    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        long begun = System.nanoTime();
        CheckResult result;
        try {
            result = judge(evidence.history(), new Deadline(budget));
        } catch (Deadline.Passed passed) {
            result = CheckResult.unknown(name(), passed.getMessage() + " before all transactions were compared");
        } catch (OutOfMemoryError full) {
            result = CheckResult.unknown(name(), "out of memory: the heap is full");
        }
        return result.withNanos(System.nanoTime() - begun);
    }

    private CheckResult judge(History history, Deadline deadline) {
        List<Transaction> transactions = TransactionReader.read(history);
        SequencedMap<Value, ListHistory> lists = ListHistory.all(history, transactions, deadline);
        Wording wording = new Wording(history, transactions);
        Findings findings = new Findings(wording);
        lists.values().forEach(list -> list.settle(findings, deadline));
        OwnReads ownReads = new OwnReads(lists, findings);
        for (int number = 0; number < transactions.size(); number++) {
            deadline.step();
            if (transactions.get(number).isOk()) {
                ownReads.follow(number, transactions.get(number));
            }
        }
        VersionAnomalies versions = new VersionAnomalies(transactions, findings);
        lists.values().forEach(versions::look);
        DependencyGraph graph = inference.of(history, transactions, lists).graph(deadline);
        CycleSearch search = new CycleSearch(graph, deadline);
        CycleWording words = new CycleWording(wording, lists);
        for (Cycle cycle : search.run()) {
            findings.add(cycle.anomaly(), cycle.respect(), () -> words.witness(cycle));
        }
        CheckResult result = conclude(transactions.size(), findings)
                .with("operations", Value.of(transactions.size()))
                .with("lists", Value.of(lists.size()))
                .with("anomalies", counts(findings));
        return search.isCut() ? result.with("search-cut", Value.of(true)) : result;
    }

    private CheckResult conclude(int transactions, Findings findings) {
        if (findings.isEmpty()) {
            return CheckResult.valid(
                    name(),
                    String.format(
                            "all %,d transactions have an order that explains every read and agrees with real time",
                            transactions));
        }
        Consequences consequences = Consequences.of(findings.kinds().keySet());
        String found = findings.kinds().entrySet().stream()
                        .map(kind -> kind.getKey().word()
                                + (kind.getValue().count() > 1
                                        ? " (" + kind.getValue().count() + " times)"
                                        : ""))
                        .collect(Collectors.joining(", "))
                + ": " + consequences.words();
        if (!consequences.breaks(promise)) {
            return CheckResult.valid(name(), "as " + promise.words() + " promises, though there is " + found);
        }
        List<Witness> witnesses = findings.kinds().values().stream()
                .flatMap(kind -> kind.witnesses().stream())
                .toList();
        return CheckResult.invalid(name(), found, witnesses);
    }

    private static Value counts(Findings findings) {
        SequencedMap<Value, Value> counts = new LinkedHashMap<>();
        findings.kinds().forEach((name, kind) -> counts.put(Value.of(name.word()), Value.of(kind.count())));
        return new Value.Dict(counts);
    }
}
