package refute.harness.path;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A behaviour of a spec.
 *
 * @param spec its name
 * @param steps its states, an initial one first
 */
public record SpecPath(String spec, List<Step> steps) {
    public SpecPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a behaviour has a state");
        }
    }

    /**
     * A state, and the action that led to it.
     *
     * @param number from 1
     * @param action its name in the spec; of the first, anything
     * @param state every variable: maps, lists (sets, too), texts, numbers ({@code Long}) and truth values
     */
    public record Step(int number, String action, Map<String, Object> state) {
        public Step {
            state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        }
    }
}
