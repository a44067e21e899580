package refute.specs.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;
import refute.specs.model.VersionedRegisterModel;

/**
 * Says of registers that are not linearizable what still holds of them. The verdict, its reason and its first witness stay; figures are added, and
 * what shows that a guarantee does not hold is one more witness. Stateless.
 */
public final class StillHolds {
    /** The figure with the sentence for people. */
    public static final String SENTENCE = "still-holds";
    /** The figure that lists the guarantees that hold, by {@link Guarantee#word}. */
    public static final String HOLDING = "holding";
    /** The figure that lists those that do not. */
    public static final String BROKEN = "broken";

    private static final Duration TIME_MAX = Duration.ofSeconds(5);
    /** Longer histories are not looked at: an answer that nobody waited for is worth no minute. */
    private static final int ENTRIES_MAX = 400_000;

    private StillHolds() {}

    /**
     * The result, with more to tell if it is invalid and the model is that of a register.
     *
     * @param history what the result is about
     * @param budget of the whole check; what the result took is subtracted
     */
    public static CheckResult with(CheckResult result, Model<?> model, History history, Budget budget) {
        Optional<SessionMonitor> monitor = monitor(model);
        if (result.verdict() != Verdict.INVALID || monitor.isEmpty()) {
            return result;
        }
        Standings standings = judge(monitor.get(), history, budget, Duration.ofNanos(result.nanos()));
        List<Witness> witnesses = new ArrayList<>(result.witnesses());
        standings.of().values().stream()
                .filter(standing -> standing instanceof Standing.Broken)
                .map(standing -> ((Standing.Broken) standing).witness())
                .findFirst()
                .ifPresent(witnesses::add);
        return new CheckResult(
                        result.checker(),
                        result.verdict(),
                        result.reason(),
                        witnesses,
                        result.figures(),
                        result.nanos())
                .with(SENTENCE, Value.of(standings.sentence()))
                .with(HOLDING, words(standings, Standing.Holds.class))
                .with(BROKEN, words(standings, Standing.Broken.class));
    }

    private static Standings judge(SessionMonitor monitor, History history, Budget budget, Duration taken) {
        Duration left = budget.time().minus(taken);
        if (left.isNegative() || left.isZero()) {
            return Standings.unknown("the budget was spent on the verdict");
        }
        if (history.size() > ENTRIES_MAX) {
            return Standings.unknown("the history is too long to look");
        }
        try {
            return monitor.judge(history, budget.withTime(left.compareTo(TIME_MAX) < 0 ? left : TIME_MAX));
        } catch (OutOfMemoryError full) {
            return Standings.unknown("out of memory: the heap is full");
        }
    }

    private static Optional<SessionMonitor> monitor(Model<?> model) {
        return switch (model) {
            case RegisterModel register -> Optional.of(SessionMonitor.of(register.initial(), false));
            case CasRegisterModel register ->
                Optional.of(SessionMonitor.of(register.initial(), observes(register.failedCas())));
            case VersionedRegisterModel register ->
                Optional.of(SessionMonitor.of(register.initialValue(), observes(register.failedCas())));
            default -> Optional.empty();
        };
    }

    private static boolean observes(FailedCas failedCas) {
        return failedCas == FailedCas.OBSERVATION;
    }

    private static Value words(Standings standings, Class<? extends Standing> kind) {
        return Value.of(standings.of().entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(entry -> Value.of(entry.getKey().word()))
                .toList());
    }
}
