package refute.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import refute.harness.Seed;
import refute.harness.run.Scenario;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.harness.system.Mutant;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.SimulationWorld;
import refute.reports.scorecard.Scorecard;
import refute.specs.tla.trace.ConformanceChecker;

/**
 * Trials of a system with nodes: campaigns in simulation. Runs of even seeds have three nodes: what takes one voter who forgets, or one link
 * that is cut, is likelier among few.
 */
record SimulatedTrials(Console console, String system, long seed, int nodes, String timeLimit, int jobs)
        implements MutantTrials {
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
        LongFunction<Scenario> many = ScenarioReader.family(options(mutant, judge, nodes));
        LongFunction<Scenario> few = ScenarioReader.family(options(mutant, judge, Math.min(FEW, nodes)));
        Campaign campaign = new Campaign(
                console,
                n -> {
                    long its = new Seed(seed).substream(n).value() >>> 33;
                    return (its % 2 == 0 ? few : many).apply(its);
                },
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
