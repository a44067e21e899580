package refute.specs.tla.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Which parts of a spec the steps of traces were made of.
 *
 * @param actions the disjuncts of the spec's {@code Next}, in the order of the module
 * @param branches the alternatives inside of them and of the events' steps, likewise
 */
public record SpecCoverage(List<Action> actions, List<Branch> branches) {
    /** Nothing of nothing. */
    public static final SpecCoverage NONE = new SpecCoverage(List.of(), List.of());

    public SpecCoverage {
        actions = List.copyOf(actions);
        branches = List.copyOf(branches);
    }

    /**
     * An action of the spec.
     *
     * @param name its name
     * @param steps how many steps were it
     * @param told whether any event tells of it: of one that no event tells of, no trace can have a step
     */
    public record Action(String name, long steps, boolean told) {}

    /**
     * One of several alternatives in an action: a disjunct, an arm of a CASE, a side of an IF.
     *
     * @param within the definition in which it stands
     * @param place module, line and column
     * @param text how it begins
     * @param steps how many steps it was part of
     */
    public record Branch(String within, String place, String text, long steps) {}

    /** Both together, of the same spec. */
    public SpecCoverage and(SpecCoverage other) {
        SequencedMap<String, Action> sums = new LinkedHashMap<>();
        for (Action one : both(actions, other.actions)) {
            sums.merge(one.name(), one, (a, b) -> new Action(a.name(), a.steps() + b.steps(), a.told() || b.told()));
        }
        SequencedMap<String, Branch> branchSums = new LinkedHashMap<>();
        for (Branch one : both(branches, other.branches)) {
            branchSums.merge(
                    one.place(), one, (a, b) -> new Branch(a.within(), a.place(), a.text(), a.steps() + b.steps()));
        }
        return new SpecCoverage(List.copyOf(sums.values()), List.copyOf(branchSums.values()));
    }

    /** Those of the actions that events tell of. */
    public List<Action> told() {
        return actions.stream().filter(Action::told).toList();
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
