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
import refute.harness.world.simulation.SimulationWorld;

/** Trials of a system with nodes: campaigns in simulation. */
record SimulatedTrials(Console console, String system, long seed, int nodes, String timeLimit, int jobs)
        implements MutantTrials {
    private static final Judge OUTSIDE = new Judge("outside", "what clients see alone");
    private static final Judge INSIDE = new Judge("inside", "the invariants of the nodes, too");

    @Override
    public List<Mutant> mutants() {
        return Registry.system(system, Optional.of(SimulationWorld.NAME)).mutants();
    }

    @Override
    public List<Judge> judges() {
        return List.of(OUTSIDE, INSIDE);
    }

    @Override
    public Scorecard.Trial trial(Mutant mutant, Judge judge, Duration within) throws InterruptedException {
        LongFunction<Scenario> scenarios = ScenarioReader.family(options(mutant, judge));
        Campaign campaign = new Campaign(
                console, n -> scenarios.apply(new Seed(seed).substream(n).value() >>> 33), Integer.MAX_VALUE, jobs);
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

    private RunOptions options(Mutant mutant, Judge judge) {
        RunOptions options = new RunOptions();
        options.system = system;
        options.world = SimulationWorld.NAME;
        options.nodes = nodes;
        options.timeLimit = timeLimit;
        options.mutant = mutant.id().isEmpty() ? null : mutant.id();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("invariants", judge.equals(INSIDE) ? "on" : "off");
        options.settings = settings;
        return options;
    }
}
