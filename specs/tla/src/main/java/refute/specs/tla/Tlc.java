package refute.specs.tla;

import java.nio.file.Path;
import java.util.List;

/** Where TLC runs. */
public sealed interface Tlc permits TlcInProcess, TlcChild {
    /** The TLC that Refute brings, in this process, loaded anew for each run. */
    static Tlc inProcess() {
        return new TlcInProcess();
    }

    /** Another TLC, as a child process of the same Java. */
    static Tlc child(Path jar) {
        return new TlcChild(jar);
    }

    /**
     * Starts a run.
     *
     * @param arguments of TLC's own command line
     * @param scratch a folder for what lasts no longer than the run
     * @param output takes what TLC says, until it is closed by the end of the run
     */
    Running start(List<String> arguments, Path scratch, ToolOutput output);

    /** A TLC that runs. */
    interface Running extends AutoCloseable {
        /** Waits for its end, but not longer; returns whether it has come. */
        boolean await(long nanos) throws InterruptedException;

        /** How far it has come by its own counters; {@link Figures#NONE} if it only says it now and then. */
        Figures figures();

        /** Asks it to write a checkpoint soon; returns whether it listens. */
        boolean requestCheckpoint();

        /** Has it look whether all its workers are still at it. */
        void wake();

        void stop();

        /** Leaves nothing behind, whether or not it has ended. */
        @Override
        void close();
    }
}
