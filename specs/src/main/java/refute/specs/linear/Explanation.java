package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.ContainerModel;
import refute.specs.model.Model;

/** Turns what a search could not place into a witness for people. */
final class Explanation<S> {
    /** More states are counted, not listed. */
    private static final int STATES_SHOWN_MAX = 4;
    /** Longer texts of one state are cut. */
    private static final int STATE_CHARS_MAX = 120;

    private final Model<S> model;
    private final History history;
    private final Part part;
    private final Value key;
    private final Allowance allowance;

    /** @param part has no linearization */
    Explanation(Model<S> model, History history, Part part, Allowance allowance) {
        this.model = model;
        this.history = history;
        this.part = part;
        this.key = part.key();
        this.allowance = allowance;
    }

    Witness.Unlinearizable of(Finding.Stuck stuck) {
        int returned = history.partner(stuck.invocation());
        int[] invoked = Arrays.stream(part.invoked().get())
                .takeWhile(at -> at < returned)
                .toArray();
        Operations begun = Partition.operations(model, history, invoked);
        // What was known of the object when the stuck operation returned: nothing else can matter.
        Operations all = begun.at(returned, call -> model.isRead(call.function()));
        int stuckNumber = Arrays.binarySearch(all.invoked(), stuck.invocation());
        Minimizer<S> minimizer = new Minimizer<>(model, allowance);
        Minimizer.Reduced reduced = minimizer.reduce(all, stuckNumber, numbers(all, stuck.among()));
        Operations few = all.only(reduced.operations());
        int[] core = minimizer.core(
                begun, numbers(begun, few.invoked()), Arrays.binarySearch(begun.invoked(), stuck.invocation()));
        // The few have a stuck one of their own: usually the same.
        Finding.Stuck among = stuckAmong(few, stuck);
        List<Witness.Attempt> attempts = new ArrayList<>();
        for (int[] order : among.orders()) {
            attempts.add(attempt(order, among.invocation()));
        }
        String sentence = sentence(stuck);
        Witness.Unlinearizable witness = new Witness.Unlinearizable(
                sentence,
                model.name(),
                key,
                operations(few),
                operations(begun.only(core)),
                history.operation(among.invocation()),
                attempts,
                reduced.minimal());
        // The story is that of the operation that the sentence is about, and true only if nobody else can have written
        // the value.
        boolean whole = among.invocation() == stuck.invocation()
                && new Explained(model, all).closed(reduced.operations()).length == reduced.operations().length;
        return (whole ? Story.of(model, witness) : Optional.<String>empty())
                .map(story -> withSentence(witness, sentence + "; " + story))
                .orElse(witness);
    }

    /**
     * Of what a monitor found about a container, it is the one that returns last: which values came out can only be told of takes that
     * have returned.
     */
    private Finding.Stuck stuckAmong(Operations few, Finding.Stuck stuck) {
        Finding.Stuck searched = new SlotSearch().search(model, few, allowance) instanceof Finding.Stuck s
                ? s
                : new Finding.Stuck(stuck.invocation(), List.of());
        if (stuck.among().length == 0 || !(model instanceof ContainerModel)) {
            return searched;
        }
        Finding.Stuck last =
                Finding.Stuck.among(few, IntStream.range(0, few.size()).toArray());
        return last.invocation() == searched.invocation() ? searched : last;
    }

    private static Witness.Unlinearizable withSentence(Witness.Unlinearizable witness, String sentence) {
        return new Witness.Unlinearizable(
                sentence,
                witness.model(),
                witness.key(),
                witness.operations(),
                witness.core(),
                witness.stuck(),
                witness.attempts(),
                witness.minimal());
    }

    private List<Operation> operations(Operations few) {
        return Arrays.stream(few.invoked()).mapToObj(history::operation).toList();
    }

    /** Under which numbers those few are among all that had begun. */
    private static int[] numbers(Operations begun, int[] few) {
        return Arrays.stream(few)
                .map(invoked -> Arrays.binarySearch(begun.invoked(), invoked))
                .filter(number -> number >= 0)
                .toArray();
    }

    private Witness.Attempt attempt(int[] order, int stuckInvocation) {
        List<Integer> indexes = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        Set<S> states = Set.of(model.initial());
        for (int invocation : order) {
            states = after(states, invocation);
            indexes.add(history.index(invocation));
            shown.add(show(states));
        }
        return new Witness.Attempt(
                indexes,
                shown,
                told(Call.at(history, stuckInvocation)) + " does not fit when the state is " + show(states));
    }

    private String sentence(Finding.Stuck stuck) {
        Operation operation = history.operation(stuck.invocation());
        Set<S> before = new LinkedHashSet<>();
        for (int[] order : stuck.orders()) {
            Set<S> states = Set.of(model.initial());
            for (int invocation : order) {
                states = after(states, invocation);
            }
            before.addAll(states);
        }
        String object = key.equals(Value.NIL) ? "" : " on key " + key;
        return String.format(
                Locale.ROOT,
                "process %s's %s%s, from %s to %s, fits nowhere%s",
                operation.process(),
                told(Call.of(operation)),
                object,
                seconds(operation.invokedNanos()),
                seconds(operation.returnedNanos()),
                before.isEmpty() ? "" : ": before it, the state can only have been " + show(before));
    }

    /** With its revision, which may be what does not fit. */
    private static String told(Call call) {
        return call.revision() > 0 ? call + " at revision " + call.revision() : call.toString();
    }

    private Set<S> after(Set<S> states, int invocation) {
        Call call = Call.at(history, invocation);
        Set<S> next = new LinkedHashSet<>();
        states.forEach(state -> next.addAll(model.step(state, call)));
        return next;
    }

    private String show(Set<S> states) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (S state : states) {
            if (shown == STATES_SHOWN_MAX) {
                text.append(" or one of ").append(states.size() - shown).append(" more");
                break;
            }
            text.append(shown++ == 0 ? "" : " or ").append(cut(model.show(state)));
        }
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= STATE_CHARS_MAX ? text : text.substring(0, STATE_CHARS_MAX) + "…";
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }
}
