package refute.harness.path;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.check.Trace;

/**
 * How far a system followed a behaviour.
 *
 * @param steps how many it took as the behaviour does
 * @param divergence what was otherwise at the next one, in one sentence; empty if it followed to the end
 * @param figures what was done to it on the way, by name
 * @param trace what its nodes recorded of themselves
 */
public record PathOutcome(int steps, Optional<String> divergence, SequencedMap<String, Long> figures, Trace trace) {
    public PathOutcome {
        figures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures));
    }
}
