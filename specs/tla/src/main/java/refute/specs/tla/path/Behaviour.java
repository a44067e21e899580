package refute.specs.tla.path;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.path.SpecPath;
import refute.specs.tla.Counterexample;
import refute.specs.tla.TlaValue;

/**
 * A behaviour of a spec.
 *
 * @param steps its states, an initial one first, each with the action that led to it
 * @param violated the invariant that its last state violates; empty if none
 */
public record Behaviour(List<Counterexample.Step> steps, Optional<String> violated) {
    public Behaviour {
        steps = List.copyOf(steps);
    }

    /** The same for whoever leads a system along it. */
    public SpecPath path(String spec) {
        return new SpecPath(
                spec,
                steps.stream()
                        .map(step -> new SpecPath.Step(step.number(), step.action(), plain(step.state())))
                        .toList());
    }

    private static Map<String, Object> plain(SequencedMap<String, TlaValue> state) {
        Map<String, Object> plain = new LinkedHashMap<>();
        state.forEach((name, value) -> plain.put(name, value.plain()));
        return plain;
    }
}
