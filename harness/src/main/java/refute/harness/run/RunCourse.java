package refute.harness.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a run went, apart from what was seen.
 *
 * @param stopped whether it was asked to stop before its end
 * @param phaseNanos how long each phase took that was begun, in order
 * @param notes what people should know about it, one sentence each
 * @param failure why the harness itself failed, if it did; what was recorded before is kept and judged
 */
public record RunCourse(
        boolean stopped, SequencedMap<RunPhase, Long> phaseNanos, List<String> notes, Optional<Throwable> failure) {
    public RunCourse {
        phaseNanos = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(phaseNanos));
        notes = List.copyOf(notes);
    }
}
