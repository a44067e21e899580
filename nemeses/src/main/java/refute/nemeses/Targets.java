package refute.nemeses;

import java.util.List;
import refute.harness.fault.Target;

/** The targets among which faults of processes and links choose. */
final class Targets {
    static final Deck<Target> ANY = new Deck<>(List.of(
            Target.One::new, Target.Minority::new, Target.Majority::new, Target.Leader::new, pick -> new Target.All()));

    private Targets() {}
}
