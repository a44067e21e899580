package refute.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * A behaviour of a spec, and what it shows: values are text here, as reports know nothing of specs.
 *
 * @param title which model of which spec, with which mutant
 * @param verdict the word
 * @param reason the sentence: which property is violated
 * @param figures how many states were seen, and the like
 * @param steps its states, the first of them an initial one
 * @param backTo the number of the step to which the last one leads back, for ever; that of the last step itself says that nothing happens any more
 */
public record SpecBehaviour(
        String title, String verdict, String reason, String figures, List<Step> steps, OptionalInt backTo) {
    public SpecBehaviour {
        steps = List.copyOf(steps);
    }

    /**
     * A state, and the action that led to it.
     *
     * @param number from 1
     * @param action its name
     * @param location where the action stands in the spec; empty of the first
     * @param changes what it changed, as deep inside of a variable as the difference can be told; of the first, nothing
     * @param state every variable with its value
     */
    public record Step(
            int number, String action, String location, List<Change> changes, SequencedMap<String, String> state) {
        public Step {
            changes = List.copyOf(changes);
            state = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(state));
        }

        /** Whether it changed something in that variable. */
        public boolean changes(String variable) {
            return changes.stream().anyMatch(change -> change.variable().equals(variable));
        }
    }

    /**
     * One place in which two states differ.
     *
     * @param variable in which
     * @param place the variable and the way into it
     * @param before what was there; empty if it is an element that was added
     * @param after what is there now; empty if it is an element that went
     */
    public record Change(String variable, String place, String before, String after) {}
}
