package refute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.Seed;
import refute.harness.run.Recording;
import refute.harness.run.Run;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.StandardInjector;

/** One run, or several: set up, workload, faults, heal, judge, report. */
@Command(
        name = "run",
        description = "Runs a workload against a system while faults happen, and judges what clients saw.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute run atom                                          nothing to install, nothing goes wrong",
            "  refute run atom --mutant forgets-writes                  a system with a bug, found",
            "  refute run etcd                                          partitions, kills and pauses for a minute",
            "  refute run etcd register --reads serializable --seed 7   stale reads, found",
            "  refute run etcd set --nodes 5 --nemesis all --world containers --proxy toxiproxy",
            "  refute run kv --world simulation --count 10000 --jobs 2  thousands of simulated runs, until one fails",
            "  refute run etcd --schedule store/latest/schedule.json    the same faults again"
        })
final class RunCommand implements Callable<Integer>, Checkable {

    /** As good as for ever: a campaign ends by its count. */
    private static final Duration CAMPAIGN_WITHIN = Duration.ofDays(365);

    private final Console console;

    @Mixin
    RunOptions options = new RunOptions();

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkOptions() {
        // A missing system is not an unknown one.
        if (!options.system.isEmpty()) {
            ScenarioReader.family(options);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        long seed = options.seed == null ? freshSeed() : options.seed;
        LongFunction<Scenario> scenarios = ScenarioReader.family(options);
        if (options.count > 1 && scenarios.apply(seed).subject().world() instanceof SimulationWorld) {
            return campaign(scenarios, seed);
        }
        int worst = 0;
        for (int n = 0; n < options.count; n++) {
            Ending ending = one(scenarios.apply(seedOf(seed, n)));
            worst = ExitCodes.worse(worst, ending.exitCode());
            if (ending.stopped()) {
                break;
            }
        }
        return worst;
    }

    /** The first run has the seed that was asked for, so that --count 1 changes nothing. */
    private static long seedOf(long seed, int n) {
        return n == 0 ? seed : new Seed(seed).substream(n).value() >>> 33;
    }

    /** Many simulated runs of which nothing is kept; the first one that is invalid is run again, and that run is. */
    @SuppressWarnings("try") // The handler is only held while the campaign goes on.
    private int campaign(LongFunction<Scenario> scenarios, long seed) throws InterruptedException {
        Campaign campaign = new Campaign(console, n -> scenarios.apply(seedOf(seed, n)), options.count, options.jobs);
        CampaignTally tally;
        try (Interrupts unused = Interrupts.handle(campaign::stop)) {
            tally = campaign.run(CAMPAIGN_WITHIN);
        }
        if (options.json) {
            console.result(Json.line(tally.summary()));
        } else {
            tally.lines().forEach(console::result);
        }
        Optional<CampaignTally.Failure> failure = tally.failure();
        if (failure.isEmpty()) {
            return tally.exitCode();
        }
        Ending again = one(scenarios.apply(failure.get().seed()));
        if (!again.hash().equals(failure.get().hash())) {
            console.error("the same seed went another way: hash " + again.hash() + " instead of "
                    + failure.get().hash() + "; something of the system or of Refute does not follow from the seed");
            return Main.EXIT_HARNESS_FAILED;
        }
        return ExitCodes.worse(tally.exitCode(), again.exitCode());
    }

    private record Ending(int exitCode, boolean stopped, String hash) {}

    @SuppressWarnings("try") // The handler is only held while the run goes on.
    private Ending one(Scenario scenario) throws InterruptedException {
        Runner runner = new Runner(new StandardInjector());
        Runner.check(scenario);
        Stopping stopping = new Stopping(console);
        // From before there is a folder: whoever finds one finds a verdict in it.
        try (Interrupts unused = Interrupts.handle(stopping::tell)) {
            return one(runner, scenario, stopping);
        }
    }

    private Ending one(Runner runner, Scenario scenario, Stopping stopping) throws InterruptedException {
        RunRecord begun = RunRecord.begin(scenario, Origins.here(), Instant.now());
        RunFolder folder = RunFolder.create(options.out, begun);
        LiveView view = new LiveView(console, scenario, options.json);
        try (Recording recording = Recording.in(folder, runId(folder))) {
            Run run = runner.prepare(scenario, recording, view);
            stopping.concerns(run);
            RunResult result = run.execute();
            view.end();
            return finish(folder, begun, result);
        } catch (BadInput bad) {
            view.end();
            throw withFolder(bad, folder);
        } finally {
            view.end();
        }
    }

    /** Names what the run makes: timestamp and seed tell runs of one store apart, the process id those of several. */
    private static String runId(RunFolder folder) {
        String name = folder.path().getFileName().toString().replaceAll("[^A-Za-z0-9-]", "");
        return name + "-" + ProcessHandle.current().pid();
    }

    private Ending finish(RunFolder folder, RunRecord begun, RunResult result) {
        RunRecord record = Outcomes.record(begun, result);
        Path report = folder.reportFile();
        try {
            folder.write(record);
            folder.write(result.schedule(), result.evidence().faults());
            RunReport.write(folder, record, result.evidence().history());
        } catch (IOException e) {
            console.error("the run folder could not be completed: " + e);
        }
        if (options.json) {
            console.result(Json.line(
                    RunSummary.of(folder.path(), record, result.evidence().faults())));
        } else {
            new EndScreen(console, folder).show(record, result);
        }
        result.course().failure().ifPresent(failure -> {
            console.error("the harness failed: " + failure.getMessage());
            console.note(EndScreen.shortest(folder.path()) + " has what was recorded until then");
            Main.debug(console, failure);
        });
        if (options.open) {
            Browser.open(console, report);
        }
        String hash = Simulated.of(result.checks()).map(Simulated::hash).orElse("");
        return new Ending(result.exitCode(), result.course().stopped(), hash);
    }

    private static BadInput withFolder(BadInput bad, RunFolder folder) {
        java.util.List<Problem> problems = new java.util.ArrayList<>(bad.problems());
        problems.add(
                new Problem("run folder", folder.path() + " has what was recorded until then, with the nodes' logs"));
        return new BadInput(problems);
    }

    /** A new one each time, short enough to be typed. The one place where chance comes from outside. */
    private static long freshSeed() {
        return new Seed(System.nanoTime())
                        .substream(ProcessHandle.current().pid())
                        .value()
                >>> 40;
    }
}
