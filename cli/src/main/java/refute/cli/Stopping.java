package refute.cli;

import java.util.ArrayList;
import java.util.List;
import refute.harness.run.Run;

/** That what is running is to be stopped, once, whether or not it has been made yet. Safe for several threads. */
final class Stopping {
    private final Console console;
    private final List<Run> running = new ArrayList<>();
    private boolean told;

    Stopping(Console console) {
        this.console = console;
    }

    /** This run goes on; it is stopped at once if that was told before. */
    synchronized void concerns(Run made) {
        running.add(made);
        if (told) {
            made.stop();
        }
    }

    /** This run has ended. */
    synchronized void isOver(Run ended) {
        running.remove(ended);
    }

    /** Somebody wants it to stop; is told but once. */
    synchronized void tell() {
        console.endLive();
        console.note("stopping: healing, tearing down, judging what was recorded (once more leaves at once)");
        stop();
    }

    /** The same, without a word; what was told before is not told again, as a second time would be to leave at once. */
    synchronized void stop() {
        if (!told) {
            told = true;
            running.forEach(Run::stop);
        }
    }

    synchronized boolean isTold() {
        return told;
    }
}
