package refute.specs.knossos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * Lets Knossos judge whether a history is linearizable with respect to a model, each key by itself, one after the other.
 *
 * <p>Keeps to the budget's time. Its memory and threads are Knossos' own affair: it takes what it gets, and gives up as the heap fills.
 * Knossos names the operation that it cannot place but finds no smaller history, so the witness is everything until then.
 *
 * @param <S> the model's states
 */
public final class KnossosChecker<S> implements Checker {
    private final Knossos knossos;
    private final Model<S> model;
    private final KnossosModel form;

    private KnossosChecker(Knossos knossos, Model<S> model) {
        this.knossos = knossos;
        this.model = model;
        this.form = KnossosModel.of(model);
    }

    public static <S> KnossosChecker<S> of(Knossos knossos, Model<S> model) {
        return new KnossosChecker<>(knossos, model);
    }

    @Override
    public String name() {
        return "knossos-" + model.name();
    }

    @Override
    public String description() {
        return "whether Knossos finds the history linearizable (" + model.description() + ")";
    }

    /** The figure {@code algorithm} of the result says which of Knossos' algorithms answered. */
    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        long begun = System.nanoTime();
        History history = evidence.history();
        SequencedMap<Value, List<Object[]>> parts = KnossosHistory.rows(model, form, history);
        SequencedSet<String> algorithms = new LinkedHashSet<>();
        String unanswered = "";
        for (var part : parts.entrySet()) {
            Duration left = budget.time().minusNanos(System.nanoTime() - begun);
            Knossos.Answer answer = left.isPositive()
                    ? knossos.judge(part.getValue(), form, left)
                    : Knossos.Answer.none(
                            "out of time: the budget is " + budget.time().toMillis() + " ms");
            if (answer.linearizable().isEmpty()) {
                unanswered = unanswered.isEmpty() ? answer.cause() : unanswered;
                continue;
            }
            if (!answer.linearizable().get()) {
                return told(invalid(history, part.getKey(), answer), history, List.of(answer.algorithm()), begun);
            }
            algorithms.add(answer.algorithm());
        }
        CheckResult result = unanswered.isEmpty()
                ? CheckResult.valid(name(), by(algorithms) + " finds a legal order of all operations")
                : CheckResult.unknown(
                        name(),
                        "Knossos: " + unanswered + "; the budget is "
                                + budget.time().toMillis() + " ms");
        return told(result, history, List.copyOf(algorithms), begun);
    }

    private CheckResult told(CheckResult result, History history, List<String> algorithms, long begun) {
        int operations = 0;
        for (int at = 0; at < history.size(); at++) {
            boolean invokes = history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0;
            operations += invokes ? 1 : 0;
        }
        return result.with("operations", Value.of(operations))
                .with("algorithm", Value.of(String.join(" and ", new TreeSet<>(algorithms))))
                .with("model", Value.of(form.isOwn() ? "of Knossos" : "of Refute"))
                .withNanos(System.nanoTime() - begun);
    }

    private CheckResult invalid(History history, Value key, Knossos.Answer answer) {
        int completion = answer.stuck();
        Operation stuck = history.operation(history.partner(completion));
        List<Operation> until = new ArrayList<>();
        for (int at = 0; at < completion; at++) {
            boolean asked = history.kind(at) == EntryKind.INVOKE
                    && history.process(at) >= 0
                    && (!model.isPerKey() || history.key(at).equals(key))
                    && model.observes(Call.at(history, at));
            if (asked) {
                until.add(history.operation(at));
            }
        }
        String sentence = String.format(
                Locale.ROOT,
                "%s cannot place process %s's %s%s, from %.3f s to %.3f s",
                by(List.of(answer.algorithm())),
                stuck.process(),
                Call.of(stuck),
                key.equals(Value.NIL) ? "" : " on key " + key,
                stuck.invokedNanos() / 1e9,
                stuck.returnedNanos() / 1e9);
        return CheckResult.invalid(
                name(),
                sentence,
                List.of(new Witness.Unlinearizable(
                        sentence, model.name(), key, until, List.of(), stuck, List.of(), false)));
    }

    private static String by(Iterable<String> algorithms) {
        String names = String.join(" and ", algorithms);
        return names.isEmpty() ? "Knossos" : "Knossos (" + names + ")";
    }
}
