package refute.cli;

import java.util.List;
import java.util.Locale;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.Schedule;
import refute.harness.run.Progress;
import refute.harness.run.RunListener;
import refute.harness.run.RunPhase;
import refute.harness.run.Scenario;

/**
 * Shows how a run is getting on: on a terminal one line that is written over, elsewhere a line for each phase and fault.
 */
final class LiveView implements RunListener {
    private static final int WIDTH = 118;

    private final Console console;
    private final Scenario scenario;
    private final boolean quiet;
    private volatile boolean ended;

    LiveView(Console console, Scenario scenario, boolean quiet) {
        this.console = console;
        this.scenario = scenario;
        this.quiet = quiet && !console.terminal();
    }

    @Override
    public void scheduled(Schedule schedule) {
        say(scenario.name() + ": " + scenario.subject().nodes() + " nodes, world "
                + scenario.subject().world().name() + ", seed "
                + scenario.seed().value() + ", "
                + schedule.faults().size() + " faults");
    }

    @Override
    public void phase(RunPhase phase) {
        if (console.terminal()) {
            live(phase.meaning() + " …");
        } else {
            say(phase.meaning());
        }
    }

    @Override
    public void progress(Progress progress) {
        Progress.Counts counts = progress.counts();
        List<String> inForce = progress.inForce();
        live(String.format(
                Locale.ROOT,
                "%5.1f s  %,6.0f op/s  ok %,d  fail %,d  info %,d  %s",
                progress.elapsedNanos() / 1e9,
                progress.operationsPerSecond(),
                counts.ok(),
                counts.fail(),
                counts.info(),
                inForce.isEmpty() ? progress.phase().meaning() : String.join("; ", inForce)));
    }

    @Override
    public void nemesis(String event) {
        if (!console.terminal()) {
            say(event);
        }
    }

    @Override
    public void judged(CheckResult result) {
        if (result.verdict() != Verdict.VALID && !console.terminal()) {
            say(result.checker() + ": " + result.verdict().word());
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            console.endLive();
        }
    }

    private void live(String line) {
        if (!ended) {
            console.live(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
        }
    }

    private void say(String line) {
        if (!quiet) {
            console.endLive();
            console.note(line);
        }
    }
}
