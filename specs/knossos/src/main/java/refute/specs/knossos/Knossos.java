package refute.specs.knossos;

import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;

/**
 * The real Knossos, as found on a class path. Safe to share; searches are best run one after the other, as each takes all processors.
 */
public final class Knossos {
    static final String OUT_OF_TIME = "out of time";

    private static final String NAMESPACE = "refute.specs.knossos.search";
    /** How long after its limit a search may take to say so: its memory may be full, and Knossos slow to collect. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final long STACK_BYTES = 64L << 20;

    private final ClojureRuntime clojure;

    private Knossos(ClojureRuntime clojure) {
        this.clojure = clojure;
    }

    /**
     * Loads Knossos, which takes seconds from sources.
     *
     * @throws BadInput if Clojure or Knossos or what they need is not there
     */
    public static Knossos on(ClassPath classPath) {
        ClojureRuntime clojure;
        try {
            clojure = ClojureRuntime.in(classPath.loader());
        } catch (ClassNotFoundException e) {
            throw missing("Clojure is not on the class path");
        }
        try {
            clojure.require(NAMESPACE);
        } catch (RuntimeException | LinkageError e) {
            Throwable root = root(e);
            throw missing(
                    root instanceof FileNotFoundException || root instanceof ClassNotFoundException
                            ? "Knossos, or something that it needs, is not on the class path: " + root.getMessage()
                            : "Knossos cannot be loaded: " + root);
        }
        return new Knossos(clojure);
    }

    /**
     * What Knossos says of one history.
     *
     * @param linearizable its answer; empty if it has none
     * @param algorithm which of its algorithms answered: {@code linear} or {@code wgl}; empty if none did
     * @param cause why there is no answer, for people; else empty
     * @param stuck if not linearizable, the index of the completion that it cannot place; else -1
     */
    record Answer(Optional<Boolean> linearizable, String algorithm, String cause, int stuck) {
        static Answer none(String cause) {
            return new Answer(Optional.empty(), "", cause, -1);
        }
    }

    /** Runs on a thread of its own, a daemon as Knossos' own threads then are: no search of it keeps the program from ending. */
    Answer judge(List<Object[]> rows, KnossosModel model, Duration limit) {
        FutureTask<Answer> search = new FutureTask<>(() -> answer((@Nullable Object[])
                clojure.call(NAMESPACE, "judge", rows, model.name(), model.initial(), model.step(), limit.toMillis())));
        Thread thread = new Thread(null, search, "knossos", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return search.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Answer.none(OUT_OF_TIME + ", and it did not come back");
        } catch (ExecutionException e) {
            return Answer.none("it failed: " + root(e));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Answer.none("interrupted");
        }
    }

    private static Answer answer(@Nullable Object @Nullable [] row) {
        if (row == null) {
            throw new IllegalStateException("no answer");
        }
        String algorithm = row[1] instanceof String name ? name : "";
        String cause = row[2] instanceof String why ? why : "";
        int stuck = row[3] instanceof Long index ? index.intValue() : -1;
        return row[0] instanceof Boolean linearizable
                ? new Answer(Optional.of(linearizable), algorithm, cause, stuck)
                : Answer.none(cause);
    }

    private static BadInput missing(String what) {
        return new BadInput(
                "--engine knossos", what, "build with -Pknossos, or name jars and source folders with --classpath");
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
