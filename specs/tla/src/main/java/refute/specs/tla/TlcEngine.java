package refute.specs.tla;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * One TLC, loaded for one run: what {@code refute.specs.tla.engine} offers from behind its own class loader. Only types of Java and of
 * this package cross.
 */
public interface TlcEngine {
    /**
     * Runs TLC to its end, on the calling thread and on workers of its own.
     *
     * @param arguments of TLC's own command line
     * @param scratch where modules of TLC's own may be unpacked
     * @param out takes everything that TLC says
     */
    void run(List<String> arguments, Path scratch, PrintStream out);

    /** How far it has come, without the time. From any thread. */
    Figures figures();

    /** Asks it to write a checkpoint soon; it says when that is done. From any thread. */
    void requestCheckpoint();

    /** Has it look up: it notices some ends of its workers only once a minute. From any thread. */
    void wake();

    /** Asks it to end soon. From any thread; may be called before and after there is anything to stop. */
    void stop();

    /** Lets go of what the run has kept, which would stay in memory as long as anything keeps its class loader. After the end. */
    void forget();
}
