package refute.specs.tla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * A behaviour that the spec allows and a property forbids.
 *
 * @param steps its states, the first of them an initial one; not empty
 * @param backTo the number of the step to which the last one leads back, for ever: only of a property about what happens in the end.
 *     The number of the last step itself says that nothing happens any more.
 */
public record Counterexample(List<Step> steps, OptionalInt backTo) {
    public Counterexample {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a counterexample has a state");
        }
    }

    /**
     * A state, and the action that led to it.
     *
     * @param number from 1
     * @param action its name; "Initial predicate" of the first
     * @param location where the action stands in the spec, in TLC's words; empty of the first
     * @param state every variable with its value
     */
    public record Step(int number, String action, String location, SequencedMap<String, TlaValue> state) {
        public Step {
            state = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(state));
        }
    }

    /** What each step changed in the state before it; of the first, nothing. */
    public List<List<Change>> changes() {
        List<List<Change>> changes = new ArrayList<>();
        SequencedMap<String, TlaValue> before = steps.getFirst().state();
        for (Step step : steps) {
            changes.add(Change.between(before, step.state()));
            before = step.state();
        }
        return changes;
    }
}
