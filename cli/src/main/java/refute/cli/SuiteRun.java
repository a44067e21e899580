package refute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import refute.cli.suite.Cell;
import refute.cli.suite.Results;
import refute.cli.suite.Suite;
import refute.reports.suite.CellReport;
import refute.reports.suite.Ending;
import refute.reports.suite.Omission;

/**
 * Runs the cells of a suite, several at a time, in their order. It ends when all are done, when its time is over, when it is told to stop,
 * or, if it is to fail fast, after the first failure. What was begun is always judged and told; what was not, is told as not run.
 *
 * <p>Each result is written when it is there. If that fails, nothing more is begun, and the failure is thrown in the end.
 */
final class SuiteRun {
    private static final long PROGRESS_MILLIS = 500;

    private final SuiteWork work;
    private final Suite suite;
    private final Suite.Settings settings;
    private final Results results;
    private final SuiteView view;
    private final Stopping stopping;
    private final CellExecution execution;
    private final long begun = System.nanoTime();

    // From here on guarded by this object.
    private final @Nullable CellReport[] ended;
    private int next;
    private @Nullable Omission over;
    private @Nullable Throwable broken;

    /** @param store where run folders are made */
    SuiteRun(Console console, Path store, SuiteWork work, Results results, SuiteView view) {
        this.work = work;
        this.suite = work.suite();
        this.settings = suite.settings();
        this.results = results;
        this.view = view;
        this.stopping = new Stopping(console);
        this.execution =
                new CellExecution(console, new Execution(console, store, true), stopping, settings.jobs() == 1);
        this.ended = new CellReport[work.cells().size()];
    }

    /** What came of each cell, in their order. */
    @SuppressWarnings("try") // The handler is only held while the suite goes on.
    List<CellReport> run() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(settings.jobs());
        List<Thread> threads = new ArrayList<>();
        try (Interrupts unused = Interrupts.handle(this::interrupt)) {
            for (int job = 1; job <= settings.jobs(); job++) {
                threads.add(Thread.ofPlatform().daemon().name("suite-" + job).start(() -> work(working)));
            }
            while (!working.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS)) {
                view.progress();
                if (secondsLeft() <= 0) {
                    end(Omission.BUDGET);
                    stopping.stop();
                }
            }
        } catch (InterruptedException e) {
            end(Omission.STOPPED);
            stopping.stop();
            threads.forEach(Thread::interrupt);
            throw e;
        } finally {
            view.end();
        }
        return all();
    }

    private void interrupt() {
        end(Omission.STOPPED);
        stopping.tell();
    }

    private void work(CountDownLatch working) {
        try {
            for (OptionalInt at = take(); at.isPresent(); at = take()) {
                Cell cell = work.cells().get(at.getAsInt());
                view.begins(cell);
                keep(at.getAsInt(), execution.run(suite, cell, settings.retries()));
            }
        } catch (InterruptedException e) {
            end(Omission.STOPPED);
        } catch (Throwable e) {
            fail(e);
        } finally {
            working.countDown();
        }
    }

    /** The next cell for which there is time; none if it is over. */
    private synchronized OptionalInt take() throws IOException {
        while (over == null && next < work.cells().size()) {
            int at = next++;
            Cell cell = work.cells().get(at);
            if (work.expected().applyAsDouble(cell) <= secondsLeft()) {
                return OptionalInt.of(at);
            }
            // A shorter one may fit yet.
            keep(at, suite.omitted(cell, Omission.BUDGET));
        }
        return OptionalInt.empty();
    }

    private synchronized void keep(int at, CellReport cell) throws IOException {
        CellReport told = work.baseline().compared(cell);
        ended[at] = told;
        results.add(told);
        view.ended(told);
        boolean failed = told.counted().compareTo(Ending.INVALID) >= 0;
        if (settings.failFast() && failed) {
            end(Omission.FAIL_FAST);
        }
    }

    /** No more is begun. Why, is decided but once. */
    private synchronized void end(Omission why) {
        over = over == null ? why : over;
    }

    private synchronized void fail(Throwable failure) {
        broken = broken == null ? failure : broken;
        end(Omission.STOPPED);
        stopping.stop();
    }

    private synchronized List<CellReport> all() {
        try {
            for (int at = 0; at < ended.length && broken == null; at++) {
                if (ended[at] == null) {
                    keep(at, suite.omitted(work.cells().get(at), Objects.requireNonNull(over)));
                }
            }
        } catch (IOException e) {
            broken = e;
        }
        if (broken != null) {
            throw new IllegalStateException("the suite was given up: " + Main.describe(broken), broken);
        }
        return Stream.of(ended).map(Objects::requireNonNull).toList();
    }

    private double secondsLeft() {
        return settings.budget()
                .map(budget -> budget.toNanos() / 1e9 - (System.nanoTime() - begun) / 1e9)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
