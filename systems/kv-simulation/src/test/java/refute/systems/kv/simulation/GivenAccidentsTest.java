package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import refute.harness.check.Verdict;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.run.Subject;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;
import refute.harness.world.simulation.Luck;
import refute.harness.world.simulation.SimulationWorld;

/** Accidents as a list are what they were by chance; and failing runs repeat. */
class GivenAccidentsTest {
    private static final int SEEDS = Integer.getInteger("refute.simulation.seeds", 60);
    /** A nightly run asks for 10,000 of them. */
    private static final int FAILING = Integer.getInteger("refute.replay.failing", 40);

    private static final List<String> MUTANTS = List.of("M01", "M02", "M04", "M13", "M15");
    private static final int SEEDS_OF_FAILING = 400;

    private static Scenario with(Scenario scenario, Luck luck) {
        Subject subject = scenario.subject();
        return new Scenario(
                scenario.name(),
                new Subject(
                        subject.system(),
                        subject.options(),
                        SimulationWorld.swarm().with(luck),
                        subject.nodes()),
                scenario.load(),
                scenario.trouble(),
                scenario.limits(),
                scenario.seed());
    }

    private static String hash(RunResult result) {
        return Simulated.of(result.checks()).orElseThrow().hash();
    }

    @Test
    void all_accidents_of_a_run_given_as_a_list_make_the_same_run() throws InterruptedException {
        Set<Accident.What> seen = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Scenario scenario = Simulations.scenario(seed);
            List<Accident> accidents = new ArrayList<>();
            String told = hash(Simulations.run(with(scenario, new Luck.Told(accidents::add))));
            String given = hash(Simulations.run(with(scenario, new Luck.Given(accidents, false))));

            assertThat(told).as("seed %d, told", seed).isEqualTo(Simulations.hash(seed));
            assertThat(given).as("seed %d, given", seed).isEqualTo(told);
            accidents.forEach(accident -> seen.add(accident.what()));
        }
        assertThat(seen).as("every sort of accident was among them").containsExactly(Accident.What.values());
    }

    @Test
    void an_accident_that_is_given_happens_under_a_seed_that_would_have_drawn_none_of_its_sort()
            throws InterruptedException {
        NodeId one = new NodeId(1);
        NodeId two = new NodeId(2);
        List<Accident> accidents = List.of(
                // A follower speaks to its leader alone.
                new Accident(Accident.What.MESSAGE_LOST, one, two, 300_000_000, 0, 0, 0),
                new Accident(Accident.What.MESSAGE_LOST, one, new NodeId(3), 300_000_000, 0, 0, 0),
                new Accident(Accident.What.SYNC_SLOW, one, one, 400_000_000, 0, 5_000_000, 0),
                new Accident(Accident.What.CRASH, two, two, 600_000_000, 0, 0, 0));
        for (long seed = 1; seed <= 12; seed++) {
            RunResult result = Simulations.run(with(Simulations.scenario(seed), new Luck.Given(accidents, true)));

            assertThat(Simulated.of(result.checks()).orElseThrow().accidents())
                    .as("seed %d", seed)
                    .containsKey("message lost")
                    .containsEntry("sync slow", 1L)
                    .containsAnyOf(Map.entry("sudden kill", 1L), Map.entry("sudden power loss", 1L));
        }
    }

    @Test
    void without_any_accident_nothing_happens_by_chance() throws InterruptedException {
        for (long seed = 0; seed < 10; seed++) {
            RunResult result = Simulations.run(with(Simulations.scenario(seed), new Luck.Given(List.of(), true)));

            assertThat(Simulated.of(result.checks()).orElseThrow().accidents().keySet())
                    .as("but kills of the schedule")
                    .isSubsetOf("killed");
        }
    }

    @Test
    void every_failing_seed_repeats() throws InterruptedException {
        int found = 0;
        for (long seed = 0; found < FAILING && seed < (long) SEEDS_OF_FAILING * FAILING; seed++) {
            String mutant = MUTANTS.get((int) (seed % MUTANTS.size()));
            RunResult first = Simulations.run(Simulations.scenario(seed, mutant));
            if (first.verdict() != Verdict.INVALID) {
                continue;
            }
            found++;
            RunResult again = Simulations.run(Simulations.scenario(seed, mutant));

            assertThat(hash(again)).as("seed %d of %s", seed, mutant).isEqualTo(hash(first));
            assertThat(again.evidence().history().operations())
                    .isEqualTo(first.evidence().history().operations());
        }
        assertThat(found).isEqualTo(FAILING);
    }
}
