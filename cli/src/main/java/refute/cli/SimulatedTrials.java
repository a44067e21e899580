package refute.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import refute.harness.Seed;
import refute.harness.check.FailureKind;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Shrunk;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.harness.system.Mutant;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.shrinking.Oracle;
import refute.nemeses.shrinking.Shrinking;
import refute.reports.scorecard.Scorecard;
import refute.specs.tla.trace.ConformanceChecker;

/**
 * Trials of a system with nodes: campaigns in simulation. Runs of even seeds have three nodes: what takes one voter who forgets, or one link
 * that is cut, is likelier among few.
 */
record SimulatedTrials(Console console, String system, long seed, int nodes, String timeLimit, int jobs)
        implements MutantTrials {
    private static final Duration UNBOUNDED = Duration.ofDays(365);
    /** Orders that shrink itself does not try have greater numbers than this. */
    private static final int FURTHER = 1000;

    private static final Judge OUTSIDE =
            new Judge("outside", "what clients see, and whether nodes end by themselves or do not come back");
    private static final Judge INSIDE = new Judge("inside", "the invariants of the nodes, too");
    private static final Judge CONFORMANCE = new Judge(
            ConformanceChecker.NAME, "whether what the nodes recorded is a behaviour of the TLA+ spec, alone");
    private static final int FEW = 3;

    @Override
    public List<Mutant> mutants() {
        return simulated().mutants();
    }

    @Override
    public List<Judge> judges() {
        boolean recorded = simulated().traceSpec().isPresent();
        return recorded ? List.of(OUTSIDE, INSIDE, CONFORMANCE) : List.of(OUTSIDE, INSIDE);
    }

    private SystemUnderTest simulated() {
        return Registry.system(system, Optional.of(SimulationWorld.NAME));
    }

    @Override
    public Scorecard.Trial trial(Mutant mutant, Judge judge, Duration within) throws InterruptedException {
        LongFunction<Scenario> scenarios = scenarios(mutant, judge);
        Campaign campaign = new Campaign(
                console,
                n -> scenarios.apply(new Seed(seed).substream(n).value() >>> 33),
                check -> !judge.equals(CONFORMANCE) || check.checker().equals(ConformanceChecker.NAME),
                Integer.MAX_VALUE,
                jobs);
        CampaignTally tally = campaign.run(within);
        return new Scorecard.Trial(
                mutant.id(),
                mutant.description(),
                judge.name(),
                tally.runs(),
                tally.seconds(),
                tally.failure()
                        .map(failure ->
                                new Scorecard.Kill(failure.n(), failure.seed(), failure.hash(), failure.sentence())));
    }

    private LongFunction<Scenario> scenarios(Mutant mutant, Judge judge) {
        LongFunction<Scenario> many = ScenarioReader.family(options(mutant, judge, nodes));
        LongFunction<Scenario> few = ScenarioReader.family(options(mutant, judge, Math.min(FEW, nodes)));
        return its -> (its % 2 == 0 ? few : many).apply(its);
    }

    /**
     * Makes the run smaller that has killed a mutant.
     *
     * @param within for that, of the processor
     * @param restarts how many further ways down are tried, without a bound, to see how small it could have become
     * @return empty if the run does not fail again
     */
    Optional<Shrinkage> shrink(Mutant mutant, Judge judge, Scorecard.Kill kill, Duration within, int restarts)
            throws InterruptedException {
        Scenario scenario = scenarios(mutant, judge).apply(kill.seed());
        RunResult result = Registry.runner().run(scenario, Recording.inMemory("shrink", Path.of("")), RunListener.NONE);
        Optional<FailureKind> kind = FailureKind.of(result.checks()).stream().findFirst();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Oracle oracle = new SimulatedOracle(scenario, kind.get());
        Optional<FailingCase> failing = FailingCase.simulated(scenario, oracle);
        if (failing.isEmpty()) {
            return Optional.empty();
        }
        // Of the processor, as all of it is done by this thread: so what comes of a minute is the same on a machine
        // that has other things to do.
        long begun = processorNanos();
        AtomicLong untilNanos = new AtomicLong(begun + within.toNanos());
        Shrinking shrinking = new Shrinking(
                failing.get().whole(),
                failing.get().endNanos(),
                oracle,
                () -> processorNanos() - untilNanos.get() < 0,
                true,
                scenario.seed().substream("shrink").substream(0),
                smaller -> {});
        shrinking.run();
        Shrunk how = new Shrunk(
                scenario.name(),
                scenario.seed().value(),
                kind.get().toString(),
                FailingCase.size(failing.get().whole()),
                FailingCase.size(shrinking.best()),
                shrinking.tried(),
                processorNanos() - begun,
                shrinking.isComplete());
        untilNanos.set(processorNanos() + UNBOUNDED.toNanos());
        List<Integer> sizes = new ArrayList<>();
        for (int n = 1; n <= restarts; n++) {
            sizes.add(shrinking.restart(FURTHER + n).size());
        }
        return Optional.of(new Shrinkage(mutant.id(), judge.name(), how, sizes));
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private RunOptions options(Mutant mutant, Judge judge, int nodesOfRun) {
        RunOptions options = new RunOptions();
        options.system = system;
        options.world = SimulationWorld.NAME;
        options.nodes = nodesOfRun;
        options.timeLimit = timeLimit;
        options.mutant = mutant.id().isEmpty() ? null : mutant.id();
        options.trace = judge.equals(CONFORMANCE);
        Map<String, String> settings = new LinkedHashMap<>();
        // What the inner invariants find ends a run before a trace, or a client, shows it.
        settings.put("invariants", judge.equals(INSIDE) ? "on" : "off");
        options.settings = settings;
        return options;
    }
}
