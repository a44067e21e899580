package refute.harness.run;

import refute.harness.check.CheckResult;
import refute.harness.fault.Schedule;

/**
 * Is told how a run is getting on. Called by threads of the run, one call at a time for each method, which wait for it to
 * return: it should be quick. What it throws is noted in the run's course and otherwise ignored.
 */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** The schedule was drawn, or given; nothing was started yet. */
    default void scheduled(Schedule schedule) {}

    /** A phase begins. */
    default void phase(RunPhase phase) {}

    /** Some {@value Run#PROGRESS_MILLIS} ms have passed. */
    default void progress(Progress progress) {}

    /** A fault was injected or healed, in words. */
    default void nemesis(String event) {}

    /** A checker has answered. */
    default void judged(CheckResult result) {}
}
