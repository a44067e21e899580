package refute.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Gathers the course of a run. Safe to use from several threads. */
final class CourseLog {
    private static final int NOTES_MAX = 100;

    private final SequencedMap<RunPhase, Long> nanos = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Throwable failure;
    private @Nullable RunPhase phase;
    private long begunNanos;

    synchronized void begin(RunPhase next) {
        end();
        phase = next;
        begunNanos = System.nanoTime();
    }

    /** The present phase is over. */
    synchronized void end() {
        if (phase != null) {
            nanos.merge(phase, System.nanoTime() - begunNanos, Long::sum);
            phase = null;
        }
    }

    synchronized void note(String sentence) {
        if (notes.size() < NOTES_MAX) {
            notes.add(sentence);
        }
    }

    /** The harness failed; the first cause is the one that is kept, later ones are noted. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (!Causes.messages(failure).contains(Causes.messages(cause))) {
            note("after that: " + Causes.messages(cause));
        }
    }

    synchronized boolean failed() {
        return failure != null;
    }

    synchronized RunPhase phase() {
        return phase == null ? RunPhase.JUDGE : phase;
    }

    synchronized RunCourse course(boolean stopped) {
        return new RunCourse(stopped, nanos, notes, Optional.ofNullable(failure));
    }
}
