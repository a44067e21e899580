package refute.specs.set;

import java.util.ArrayList;
import java.util.List;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * Whether a set keeps what was added to it.
 *
 * <p>Functions are {@code add} (one element) and {@code read} (a list). An element is <em>known</em> once its addition was
 * acknowledged or a read that saw it has returned. A read that begins later must have it. If one does not, the element is
 * <em>stale</em> when a read that ends after that one began has it again, and <em>lost</em> otherwise. An element that no addition
 * can account for is <em>unexpected</em>; one that is twice in a read is <em>duplicated</em>. An addition without an answer may
 * be read (<em>recovered</em>) or not: both are fine.
 *
 * <p>Without a read that begins after the last acknowledgement some elements were <em>never read</em>, and the answer is
 * unknown, unless what was read is already wrong.
 *
 * <p>The names are those of Jepsen's {@code set} and {@code set-full} checkers. Unlike the latter it has no tolerance for stale
 * reads: a workload that asks for such reads expects to be invalid.
 *
 * <p>Time is elements times reads; memory a bit for each.
 */
public final class SetChecker implements Checker {
    private static final int BUDGET_EVERY = 1024;

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String description() {
        return "elements of a set that were lost, stale, duplicated or unexpected";
    }

    /** @throws refute.harness.BadInput with every operation that is none of a set */
    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        long begun = System.nanoTime();
        History history = evidence.history();
        SetReads reads = SetReads.of(history);
        List<ElementFate> fates = new ArrayList<>(reads.elements().size());
        for (int number = 0; number < reads.elements().size(); number++) {
            if (number % BUDGET_EVERY == 0 && isSpent(begun, budget)) {
                return CheckResult.unknown(
                        name(),
                        "out of time after " + number + " of "
                                + reads.elements().size() + " elements");
            }
            fates.add(ElementFate.of(number, reads.elements().get(number), reads.reads()));
        }
        CheckResult result = withFigures(conclude(history, reads, fates), reads, fates);
        return result.withNanos(System.nanoTime() - begun);
    }

    private CheckResult conclude(History history, SetReads reads, List<ElementFate> fates) {
        List<Witness> witnesses = new SetWitnesses(history, fates).all();
        if (!witnesses.isEmpty()) {
            return CheckResult.invalid(name(), witnesses.getFirst().sentence(), witnesses);
        }
        long acknowledged = count(fates, fate -> fate.element().acknowledged());
        if (reads.reads().isEmpty()) {
            return CheckResult.unknown(
                    name(), "the set was never read; " + acknowledged + " elements were acknowledged");
        }
        long never = count(fates, ElementFate::neverRead);
        if (never > 0) {
            return CheckResult.unknown(
                    name(), never + " of " + acknowledged + " acknowledged elements were never read: no final read");
        }
        return CheckResult.valid(
                name(), "all " + acknowledged + " acknowledged elements were in every read that began later");
    }

    private static CheckResult withFigures(CheckResult result, SetReads reads, List<ElementFate> fates) {
        CheckResult all = result.with(
                        "added", Value.of(count(fates, fate -> fate.element().added())))
                .with(
                        "acknowledged",
                        Value.of(count(fates, fate -> fate.element().acknowledged())))
                .with("refused", Value.of(count(fates, fate -> fate.element().refused())))
                .with("reads", Value.of(reads.reads().size()))
                .with("recovered", Value.of(count(fates, ElementFate::recovered)))
                .with("never-read", Value.of(count(fates, ElementFate::neverRead)));
        for (SetAnomaly anomaly : SetAnomaly.values()) {
            all = all.with(anomaly.word(), Value.of(count(fates, fate -> fate.anomaly() == anomaly)));
        }
        return all;
    }

    private static long count(List<ElementFate> fates, java.util.function.Predicate<ElementFate> condition) {
        return fates.stream().filter(condition).count();
    }

    private static boolean isSpent(long begun, Budget budget) {
        return Thread.currentThread().isInterrupted()
                || System.nanoTime() - begun > budget.time().toNanos();
    }
}
