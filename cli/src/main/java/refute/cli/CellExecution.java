package refute.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import refute.cli.suite.Cell;
import refute.cli.suite.Suite;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.check.CheckResult;
import refute.harness.check.FailureKind;
import refute.harness.check.Verdict;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.world.simulation.SimulationWorld;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Ending;

/**
 * Runs cells of a suite, each as {@code refute run} would, and again if it is not valid and may be tried again. In simulation it may
 * not: the same seed is the same run.
 */
final class CellExecution {
    private final Console console;
    private final Execution execution;
    private final Stopping stopping;
    private final boolean alone;

    /** @param alone whether no other cell runs meanwhile: then its checkers may have all processors */
    CellExecution(Console console, Execution execution, Stopping stopping, boolean alone) {
        this.console = console;
        this.execution = execution;
        this.stopping = stopping;
        this.alone = alone;
    }

    /**
     * What came of it.
     *
     * @param retries how often it may be tried again
     */
    CellReport run(Suite suite, Cell cell, int retries) throws InterruptedException {
        List<CellTry> tries = new ArrayList<>();
        boolean again = true;
        while (again) {
            tries.add(once(cell));
            again = tries.size() <= retries
                    && mayChange(tries.getLast().ending())
                    && !stopping.isTold()
                    && !scenario(cell).subject().world().name().equals(SimulationWorld.NAME);
        }
        return suite.ended(cell, tries);
    }

    private static boolean mayChange(Ending ending) {
        return switch (ending) {
            case UNKNOWN, INVALID, FAILED -> true;
            case VALID, REFUSED -> false;
        };
    }

    private static Scenario scenario(Cell cell) {
        return CellOptions.family(cell.variant().words()).apply(cell.seed());
    }

    private CellTry once(Cell cell) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            Scenario scenario = scenario(cell);
            Execution.Ended ended = execution.runBesideOthers(alone ? scenario : Campaign.frugal(scenario), stopping);
            return told(ended, seconds(begun));
        } catch (BadInput bad) {
            String reason = bad.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
            return new CellTry(Ending.REFUSED, reason, List.of("refused"), seconds(begun), "", "");
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // One cell in which Refute fails does not keep the others from being run.
            return failed(e, seconds(begun), "", "");
        }
    }

    private CellTry told(Execution.Ended ended, double seconds) {
        RunResult result = ended.result();
        String run = EndScreen.shortest(ended.folder().path()).toString();
        String again = Rerun.command(
                ended.record().scenario(), EndScreen.shortest(ended.folder().path()));
        if (result.verdict() != Verdict.INVALID) {
            if (result.course().failure().isPresent()) {
                return failed(result.course().failure().get(), seconds, run, again);
            }
            if (result.course().stopped()) {
                return new CellTry(
                        Ending.UNKNOWN, "it was stopped before its end", List.of("stopped"), seconds, run, again);
            }
        }
        return new CellTry(
                Ending.of(result.verdict()),
                RunReport.reason(result.verdict(), result.checks()),
                kinds(result),
                seconds,
                run,
                again);
    }

    private CellTry failed(Throwable failure, double seconds, String run, String again) {
        Main.debug(console, failure);
        // The message of an error is often a name alone, such as that of a class that is not there.
        String reason = failure instanceof Error ? failure.toString() : Main.describe(failure);
        return new CellTry(Ending.FAILED, reason, List.of("harness failed"), seconds, run, again);
    }

    private static List<String> kinds(RunResult result) {
        return switch (result.verdict()) {
            case VALID -> List.of();
            case INVALID ->
                FailureKind.of(result.checks()).stream()
                        .map(FailureKind::toString)
                        .toList();
            case UNKNOWN ->
                result.checks().stream()
                        .filter(check -> check.verdict() == Verdict.UNKNOWN)
                        .map(CheckResult::checker)
                        .map(checker -> "unknown by " + checker)
                        .toList();
        };
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
