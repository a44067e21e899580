package refute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.run.Recording;
import refute.harness.run.Run;
import refute.harness.run.RunFolder;
import refute.harness.run.RunListener;
import refute.harness.run.RunRecord;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.reports.Report;

/**
 * Executes scenarios, each into a run folder of its own, which is complete when it ends. Ctrl-C cuts a run short, and what was
 * recorded is judged.
 *
 * @param console where progress is told
 * @param store where the folders are made
 * @param quiet whether nothing is said of the phases and faults
 */
record Execution(Console console, Path store, boolean quiet) {
    private static final AtomicInteger BEGUN = new AtomicInteger();

    /** A run that has ended, with its folder. */
    record Ended(RunFolder folder, RunRecord record, RunResult result) {}

    /**
     * From set-up to reports.
     *
     * @throws BadInput if it cannot be run as it is described
     */
    Ended run(Scenario scenario) throws InterruptedException {
        return run(scenario, null);
    }

    /** The same, of which is kept what was left of another run. */
    @SuppressWarnings("try") // The handler is only held while the run goes on.
    Ended run(Scenario scenario, Report.@Nullable Smaller smaller) throws InterruptedException {
        Runner.check(scenario);
        Stopping stopping = new Stopping(console);
        LiveView view = new LiveView(console, scenario, quiet);
        // From before there is a folder: whoever finds one finds a verdict in it.
        try (Interrupts unused = Interrupts.handle(stopping::tell)) {
            return run(scenario, smaller, stopping, view);
        } finally {
            view.end();
        }
    }

    /**
     * The same, on one of several threads, whose owner handles Ctrl-C and tells of progress.
     *
     * @param stopping by which it is stopped
     */
    Ended runBesideOthers(Scenario scenario, Stopping stopping) throws InterruptedException {
        Runner.check(scenario);
        return run(scenario, null, stopping, RunListener.NONE);
    }

    private Ended run(Scenario scenario, Report.@Nullable Smaller smaller, Stopping stopping, RunListener listener)
            throws InterruptedException {
        RunRecord begun = RunRecord.begin(scenario, Origins.here(), Instant.now());
        RunFolder folder = RunFolder.create(store, begun);
        keep(folder, smaller);
        try (Recording recording = Recording.in(folder, runId(folder))) {
            Run run = Registry.runner().prepare(scenario, recording, listener);
            stopping.concerns(run);
            try {
                RunResult result = run.execute();
                return new Ended(folder, complete(folder, begun, result), result);
            } finally {
                stopping.isOver(run);
            }
        } catch (BadInput bad) {
            throw withFolder(bad, folder);
        }
    }

    private static void keep(RunFolder folder, Report.@Nullable Smaller smaller) {
        try {
            if (smaller != null) {
                folder.write(smaller.script());
                if (smaller.how().isPresent()) {
                    folder.write(smaller.how().get());
                }
            }
        } catch (IOException e) {
            throw new BadInput(folder.scriptFile().toString(), "cannot be written: " + e, "");
        }
    }

    /**
     * Names what the run makes: timestamp and seed tell runs of one scenario apart, the number those that began at the same moment, the
     * process id those of several processes.
     */
    private static String runId(RunFolder folder) {
        String name = folder.path().getFileName().toString().replaceAll("[^A-Za-z0-9-]", "");
        return name + "-" + BEGUN.incrementAndGet() + "-"
                + ProcessHandle.current().pid();
    }

    private RunRecord complete(RunFolder folder, RunRecord begun, RunResult result) {
        RunRecord record = Outcomes.record(begun, result);
        try {
            folder.write(record);
            folder.write(result.schedule(), result.evidence().faults());
            RunReport.write(folder, record, result.evidence().history());
        } catch (IOException e) {
            console.endLive();
            console.error("the run folder could not be completed: " + e);
        }
        return record;
    }

    /** Says that the harness failed, if it did. */
    void tellFailure(Ended ended) {
        ended.result().course().failure().ifPresent(failure -> {
            console.error("the harness failed: " + failure.getMessage());
            console.note(EndScreen.shortest(ended.folder().path()) + " has what was recorded until then");
            Main.debug(console, failure);
        });
    }

    private static BadInput withFolder(BadInput bad, RunFolder folder) {
        List<Problem> problems = new ArrayList<>(bad.problems());
        problems.add(
                new Problem("run folder", folder.path() + " has what was recorded until then, with the nodes' logs"));
        return new BadInput(problems);
    }
}
