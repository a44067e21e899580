package refute.harness.run;

import java.util.function.Consumer;

/** The part of a run in which the system is up. */
interface Living {
    /** Ends early; may be called from any thread, at any time. */
    void stop();

    /** All phases in which the system is up. */
    Findings run(Consumer<RunPhase> begin, RunListener listener, CourseLog course) throws InterruptedException;
}
