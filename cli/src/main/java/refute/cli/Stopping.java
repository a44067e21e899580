package refute.cli;

import org.jspecify.annotations.Nullable;
import refute.harness.run.Run;

/** That a run is to be stopped, once, whether or not it has been made yet. Safe for several threads. */
final class Stopping {
    private final Console console;
    private @Nullable Run run;
    private boolean told;

    Stopping(Console console) {
        this.console = console;
    }

    /** This is the run; it is stopped at once if that was told before. */
    synchronized void concerns(Run made) {
        run = made;
        if (told) {
            made.stop();
        }
    }

    /** Somebody wants it to stop; is told but once. */
    synchronized void tell() {
        told = true;
        console.endLive();
        console.note("stopping: healing, tearing down, judging what was recorded (once more leaves at once)");
        if (run != null) {
            run.stop();
        }
    }
}
