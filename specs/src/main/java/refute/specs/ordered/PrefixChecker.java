package refute.specs.ordered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * What is there after a crash: the state after some first part of the changes, which has everything that a flush covered.
 *
 * <p>Judged by keys that are put once and never again, each by one {@code put} without a request to make it durable, and by scans. A put that was answered
 * is <em>covered</em> once a flush that began after its answer has returned, or once a scan of a later life of the map has given it: what has survived one
 * crash is on the disk. Then, for each scan:
 *
 * <ul>
 *   <li>a covered put is there (<em>lost</em> otherwise), and so is one that was answered in the scan's own life before it began (<em>missing</em>);
 *   <li>if a put of an earlier life is not there, no put of that life that began after its answer is (a <em>hole</em>);
 *   <li>nothing is there that nobody had begun to put, or with another value (<em>from nowhere</em>).
 * </ul>
 *
 * <p>Of two puts that overlapped, either may be the first. Keys that are put more than once, or removed, are not judged. Time is scans times keys.
 */
public final class PrefixChecker implements Checker {
    @Override
    public String name() {
        return "prefix";
    }

    @Override
    public String description() {
        return "after a crash: the state after a first part of the changes, with all that was flushed";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Puts puts = Puts.of(evidence.history().clients());
        for (Operation read : puts.reads) {
            Optional<Witness> wrong = read.function().equals("flush") ? Optional.empty() : puts.judge(Scan.of(read));
            if (wrong.isPresent()) {
                return CheckResult.invalid(name(), wrong.get().sentence(), List.of(wrong.get()));
            }
            if (read.function().equals("flush")) {
                puts.flushed(read);
            }
        }
        return conclusion(puts);
    }

    private CheckResult conclusion(Puts puts) {
        if (puts.scans() == 0) {
            return CheckResult.unknown(name(), "there was no scan to judge by");
        }
        long lives = puts.reads.stream().map(Operation::revision).distinct().count();
        return CheckResult.valid(
                        name(),
                        "in each of " + puts.scans()
                                + " scans there is a first part of the changes, with all that was covered")
                .with("puts", Value.of(puts.byKey.size()))
                .with(
                        "covered",
                        Value.of(puts.byKey.values().stream()
                                .filter(Put::isCovered)
                                .count()))
                .with(
                        "lost unflushed",
                        Value.of(puts.byKey.values().stream()
                                .filter(put -> put.missed)
                                .count()))
                .with("lives", Value.of(lives));
    }

    /** A key that is put once. */
    private static final class Put {
        private final Operation operation;
        private @Nullable Operation coveredBy;
        private boolean missed;

        Put(Operation operation) {
            this.operation = operation;
        }

        boolean isCovered() {
            return coveredBy != null;
        }

        boolean isAnswered() {
            return operation.isOk();
        }

        long life() {
            return operation.revision();
        }
    }

    private static final class Puts {
        private final Map<String, Put> byKey;
        /** Scans and flushes that were answered, in the order of their answers. */
        private final List<Operation> reads;

        private Puts(Map<String, Put> byKey, List<Operation> reads) {
            this.byKey = byKey;
            this.reads = reads;
        }

        static Puts of(History history) {
            Map<String, Put> byKey = new HashMap<>();
            Map<String, Integer> changes = new HashMap<>();
            List<Operation> reads = new ArrayList<>();
            for (Operation operation : history.operations()) {
                switch (operation.function()) {
                    case "put", "remove", "cas" -> {
                        String key = Scan.text(operation.key());
                        changes.merge(key, 1, Integer::sum);
                        if (operation.function().equals("put") && operation.outcome() != EntryKind.FAIL) {
                            byKey.put(key, new Put(operation));
                        }
                    }
                    case Scan.FUNCTION, "flush" -> {
                        if (operation.isOk()) {
                            reads.add(operation);
                        }
                    }
                    default -> {}
                }
            }
            byKey.keySet().removeIf(key -> changes.getOrDefault(key, 0) > 1);
            reads.sort(Comparator.comparingLong(Operation::returnedNanos));
            return new Puts(byKey, reads);
        }

        long scans() {
            return reads.stream()
                    .filter(read -> read.function().equals(Scan.FUNCTION))
                    .count();
        }

        void flushed(Operation flush) {
            for (Put put : byKey.values()) {
                if (!put.isCovered()
                        && put.isAnswered()
                        && put.life() == flush.revision()
                        && put.operation.returnedNanos() < flush.invokedNanos()) {
                    put.coveredBy = flush;
                }
            }
        }

        Optional<Witness> judge(Scan scan) {
            if (scan.disorder().isPresent()) {
                return wrong(
                        "disorder", Sentences.of(scan) + ": " + scan.disorder().get(), scan);
            }
            Map<Long, Put> firstLost = new HashMap<>();
            for (Map.Entry<String, Put> each : byKey.entrySet()) {
                Put put = each.getValue();
                if (!scan.covers(each.getKey()) || !put.isAnswered() || scan.gives(each.getKey())) {
                    continue;
                }
                Optional<Witness> lost = lost(put, scan);
                if (lost.isPresent()) {
                    return lost;
                }
                if (put.life() < scan.incarnation()) {
                    put.missed = true;
                    firstLost.merge(
                            put.life(),
                            put,
                            (a, b) -> a.operation.returnedNanos() <= b.operation.returnedNanos() ? a : b);
                }
            }
            for (Map.Entry<String, Value> entry : scan.entries().entrySet()) {
                Optional<Witness> odd = given(entry.getKey(), entry.getValue(), scan, firstLost);
                if (odd.isPresent()) {
                    return odd;
                }
            }
            return Optional.empty();
        }

        /** The put is not there: may it be lost? */
        private static Optional<Witness> lost(Put put, Scan scan) {
            Operation cover = put.coveredBy;
            if (cover != null && cover.returnedNanos() < scan.operation().invokedNanos()) {
                return wrong(
                        "lost",
                        Sentences.of(put.operation) + ", was covered by " + Sentences.of(cover) + ", but "
                                + Sentences.of(scan) + " does not give it",
                        scan,
                        put.operation,
                        cover);
            }
            if (put.life() == scan.incarnation()
                    && put.operation.returnedNanos() < scan.operation().invokedNanos()) {
                return wrong(
                        "missing",
                        Sentences.of(put.operation) + ", and " + Sentences.of(scan)
                                + " does not give it, with no crash in between",
                        scan,
                        put.operation);
            }
            return Optional.empty();
        }

        private Optional<Witness> given(String key, Value value, Scan scan, Map<Long, Put> firstLost) {
            Put put = byKey.get(key);
            if (put == null) {
                return Optional.empty();
            }
            if (put.operation.invokedNanos() > scan.operation().returnedNanos()
                    || !put.operation.argument().equals(value)) {
                return wrong(
                        "from-nowhere",
                        Sentences.of(scan) + " gives " + value + " under " + key + ", where there is only "
                                + Sentences.of(put.operation) + ": " + put.operation.argument(),
                        scan,
                        put.operation);
            }
            if (!put.isAnswered() || put.life() >= scan.incarnation()) {
                return Optional.empty();
            }
            if (!put.isCovered()) {
                put.coveredBy = scan.operation();
            }
            Put before = firstLost.get(put.life());
            if (before != null && before.operation.returnedNanos() < put.operation.invokedNanos()) {
                return wrong(
                        "hole",
                        Sentences.of(before.operation) + ", before " + Sentences.of(put.operation)
                                + " had begun; after a crash " + Sentences.of(scan)
                                + " gives the second and not the first",
                        scan,
                        before.operation,
                        put.operation);
            }
            return Optional.empty();
        }

        private static Optional<Witness> wrong(String anomaly, String sentence, Scan scan, Operation... others) {
            List<Operation> shown = new ArrayList<>(List.of(others));
            shown.add(scan.operation());
            shown.sort(Comparator.comparingInt(Operation::index));
            return Optional.of(new Witness.Contradiction(sentence, anomaly, shown));
        }
    }
}
