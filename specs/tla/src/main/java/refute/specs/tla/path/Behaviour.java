package refute.specs.tla.path;

import java.util.List;
import java.util.Optional;
import refute.specs.tla.Counterexample;

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
}
