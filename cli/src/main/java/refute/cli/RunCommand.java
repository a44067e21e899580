package refute.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import refute.harness.Seed;
import refute.harness.run.RunFolder;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.world.simulation.SimulationWorld;

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
            "  refute run kv --from-spec Raft --count 1000              behaviours of the spec, which the store must follow",
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
        if (!options.system.isEmpty() && options.fromSpec != null) {
            PathRun.of(console, options);
        } else if (!options.system.isEmpty()) {
            ScenarioReader.family(options);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        long seed = options.seed == null ? freshSeed() : options.seed;
        if (options.fromSpec != null) {
            return alongSpec(seed);
        }
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

    @SuppressWarnings("try") // The handler is only held while it goes on.
    private int alongSpec(long seed) throws InterruptedException {
        PathRun run = PathRun.of(console, options);
        try (Interrupts unused = Interrupts.handle(run::stop)) {
            return run.run(seed);
        }
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
        CoverageTable covered = Registry.coverage();
        if (options.json) {
            Map<String, Object> summary = tally.summary();
            if (options.trace) {
                summary.put("coverage", covered.plain());
            }
            console.result(Json.line(summary));
        } else {
            tally.lines().forEach(console::result);
            covered.lines().forEach(console::result);
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

    private Ending one(Scenario scenario) throws InterruptedException {
        Execution execution = new Execution(console, options.out, options.json);
        Execution.Ended ended = execution.run(scenario);
        RunFolder folder = ended.folder();
        RunResult result = ended.result();
        if (options.json) {
            console.result(Json.line(RunSummary.of(
                    folder.path(), ended.record(), result.evidence().faults())));
        } else {
            new EndScreen(console, folder).show(ended.record(), result);
        }
        execution.tellFailure(ended);
        if (options.open) {
            Browser.open(console, folder.reportFile());
        }
        String hash = Simulated.of(result.checks()).map(Simulated::hash).orElse("");
        return new Ending(result.exitCode(), result.course().stopped(), hash);
    }

    /** A new one each time, short enough to be typed. The one place where chance comes from outside. */
    private static long freshSeed() {
        return new Seed(System.nanoTime())
                        .substream(ProcessHandle.current().pid())
                        .value()
                >>> 40;
    }
}
