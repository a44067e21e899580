package refute.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import refute.harness.history.Entry;
import refute.harness.history.History;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunRecord;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.world.simulation.Breakpoint;
import refute.harness.world.simulation.Halted;
import refute.harness.world.simulation.SimulationWorld;

/** Executes a simulated run again, event for event, and writes nothing. */
final class ExactReplay {
    /** So many of the last invocations and completions are shown where a run is halted. */
    private static final int LAST_SHOWN = 12;

    private final Console console;
    private final StoredRun stored;
    private final boolean json;

    ExactReplay(Console console, StoredRun stored, boolean json) {
        this.console = console;
        this.stored = stored;
        this.json = json;
    }

    /** All of it; the exit code is the verdict's, or that of a run that did not repeat. */
    int replay() throws InterruptedException {
        RunResult result = execute(stored.asItWas(Optional.empty()), Recording.inMemory("replay", folder()));
        Simulated again = Simulated.of(result.checks())
                .orElseThrow(() -> new IllegalStateException("a simulated run says nothing of itself"));
        Optional<Simulated> before = stored.simulated();
        boolean same = before.isPresent() && before.get().hash().equals(again.hash());
        tell(result, again, same);
        result.course().failure().ifPresent(failure -> {
            console.error("the harness failed: " + failure.getMessage());
            Main.debug(console, failure);
        });
        if (same || result.course().failure().isPresent()) {
            return result.exitCode();
        }
        return explainOther(before, again);
    }

    /** What it did instead; only of the same code, for a run that had ended, it is a failure of Refute. */
    private int explainOther(Optional<Simulated> before, Simulated again) {
        if (before.isEmpty()) {
            console.note("the stored run had been cut short before its hash was known: nothing to compare with");
            return 2;
        }
        console.error("the run went another way: hash " + again.hash() + " after " + again.events()
                + " events, stored is " + before.get().hash() + " after "
                + before.get().events());
        if (!stored.differences().isEmpty()) {
            console.note("the code is not the one that made it (see above): check out that revision to repeat it");
            return 2;
        }
        if (before.get().events() < again.events()) {
            console.note("the stored run is shorter: it may have been stopped by hand");
            return 2;
        }
        console.note("something of the system or of Refute does not follow from the seed");
        return Main.EXIT_HARNESS_FAILED;
    }

    /** Up to the breakpoint, whose state is shown; 0 if it was reached, 2 if the run ended before. */
    int halt(Breakpoint where) throws InterruptedException {
        Scenario scenario = stored.asItWas(Optional.empty());
        SimulationWorld world = (SimulationWorld) scenario.subject().world();
        Scenario halting = scenario.world(world.breakAt(where));
        Recording recording = Recording.inMemory("replay", folder());
        try {
            execute(halting, recording);
            console.note("the run ended before it came there; its last event is "
                    + stored.simulated().map(Simulated::events).orElse(0L));
            return 2;
        } catch (Halted halted) {
            show(halted, recording.history());
            return 0;
        }
    }

    private Path folder() {
        return stored.folder().path();
    }

    private static RunResult execute(Scenario scenario, Recording recording) throws InterruptedException {
        return Registry.runner().run(scenario, recording, RunListener.NONE);
    }

    private void tell(RunResult result, Simulated again, boolean same) {
        RunRecord record = Outcomes.record(stored.record(), result);
        if (json) {
            Map<String, Object> summary = RunSummary.of(
                    stored.folder().path(), record, result.evidence().faults());
            summary.put("replay", "exact");
            summary.put("same", same);
            summary.put("differences", stored.differences());
            console.result(Json.line(summary));
            return;
        }
        console.result(result.verdict().word() + ": "
                + (same ? "the same run, event for event" : "not the stored run") + ": " + again.events()
                + " events, hash " + again.hash());
        result.checks().stream()
                .filter(check -> check.verdict() == result.verdict())
                .filter(check -> !check.checker().equals(Simulated.CHECKER))
                .forEach(check -> console.result("  " + check.checker() + ": " + check.reason()));
    }

    private void show(Halted halted, History history) {
        int from = Math.max(0, history.size() - LAST_SHOWN);
        List<String> last = IntStream.range(from, history.size())
                .mapToObj(history::entry)
                .map(ExactReplay::line)
                .toList();
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("replay", "halted");
            map.put("events", halted.events());
            map.put("state", halted.state());
            map.put("history", last);
            console.result(Json.line(map));
            return;
        }
        console.result("halted before event " + (halted.events() + 1));
        halted.state().forEach(line -> console.result("  " + line));
        console.result("the last of " + history.size() + " entries of the history:");
        last.forEach(line -> console.result("  " + line));
    }

    private static String line(Entry entry) {
        return String.format(
                Locale.ROOT,
                "%10.6f s  %-8s %-6s %s %s %s %s",
                entry.timeNanos() / 1e9,
                entry.process(),
                entry.kind().word(),
                entry.function(),
                entry.key(),
                entry.value(),
                entry.error());
    }
}
