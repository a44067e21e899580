package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.Call;
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
    private final Search search;
    private final Allowance allowance;

    Explanation(Model<S> model, History history, Part part, Search search, Allowance allowance) {
        this.model = model;
        this.history = history;
        this.part = part;
        this.search = search;
        this.allowance = allowance;
    }

    Witness.Unlinearizable of(Finding.Stuck stuck) {
        Operations all = part.operations();
        Minimizer.Reduced reduced = new Minimizer<>(model, search, allowance).reduce(all, stuck.operation());
        Operations few = all.only(reduced.operations());
        // The few have a stuck one of their own: usually the same.
        Finding again = search.search(model, few, allowance);
        Finding.Stuck among = again instanceof Finding.Stuck s
                ? s
                : new Finding.Stuck(indexOf(reduced.operations(), stuck.operation()), List.of());
        List<Operation> operations =
                Arrays.stream(few.invoked()).mapToObj(history::operation).toList();
        List<Witness.Attempt> attempts = new ArrayList<>();
        for (int[] order : among.orders()) {
            attempts.add(attempt(few, order, among.operation()));
        }
        return new Witness.Unlinearizable(
                sentence(stuck),
                model.name(),
                part.key(),
                operations,
                operations.get(among.operation()),
                attempts,
                reduced.minimal());
    }

    private static int indexOf(int[] operations, int wanted) {
        return Math.max(0, Arrays.binarySearch(operations, wanted));
    }

    private Witness.Attempt attempt(Operations operations, int[] order, int stuck) {
        List<Integer> indexes = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        Set<S> states = Set.of(model.initial());
        for (int operation : order) {
            states = after(states, operations.callOf(operation));
            indexes.add(history.index(operations.invoked()[operation]));
            shown.add(show(states));
        }
        return new Witness.Attempt(
                indexes, shown, operations.callOf(stuck) + " does not fit when the state is " + show(states));
    }

    private String sentence(Finding.Stuck stuck) {
        Operations operations = part.operations();
        Operation operation = history.operation(operations.invoked()[stuck.operation()]);
        Set<S> before = new LinkedHashSet<>();
        for (int[] order : stuck.orders()) {
            Set<S> states = Set.of(model.initial());
            for (int placed : order) {
                states = after(states, operations.callOf(placed));
            }
            before.addAll(states);
        }
        String object = part.key().equals(Value.NIL) ? "" : " on key " + part.key();
        return String.format(
                Locale.ROOT,
                "process %s's %s%s, from %s to %s, fits nowhere: before it, the state can only have been %s",
                operation.process(),
                Call.of(operation),
                object,
                seconds(operation.invokedNanos()),
                seconds(operation.returnedNanos()),
                show(before));
    }

    private static <S> Set<S> after(Set<S> states, Call call, Model<S> model) {
        Set<S> next = new LinkedHashSet<>();
        states.forEach(state -> next.addAll(model.step(state, call)));
        return next;
    }

    private Set<S> after(Set<S> states, Call call) {
        return after(states, call, model);
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
