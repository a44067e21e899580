package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.check.Verdict;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.KillNemesis;
import refute.workloads.register.RegisterWorkload;

/** The store as it should be is not accused; with a bug it is. */
class StoreTest {
    private static final int SEEDS = Integer.getInteger("refute.simulation.seeds", 150);
    private static final int SCHEDULES_MAX = 400;

    @Test
    void the_store_as_it_should_be_is_not_accused() throws InterruptedException {
        List<String> accused = new ArrayList<>();
        for (long seed = 10_000; seed < 10_000 + SEEDS; seed++) {
            RunResult result = Simulations.run(Simulations.scenario(seed));
            assertThat(result.course().failure()).isEmpty();
            if (result.verdict() == Verdict.INVALID) {
                accused.add(seed + ": " + result.checks());
            }
        }

        assertThat(accused).isEmpty();
    }

    /** A wish that was on its way when everything was healed may undo for a moment what had been put right. */
    @Test
    void an_operators_late_wish_is_no_failure() throws InterruptedException {
        for (long seed = 400; seed < 400 + SEEDS; seed++) {
            Scenario scenario = Scenario.of(new SimulatedKv(), new RegisterWorkload(), SimulationWorld.swarm())
                    .nodes(3)
                    .timeLimit(Duration.ofSeconds(2))
                    .nemeses(new KillNemesis())
                    .seed(seed);

            RunResult result = Simulations.run(scenario);

            assertThat(result.verdict())
                    .as("seed %d: %s", seed, result.checks())
                    .isNotEqualTo(Verdict.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"M01", "M02", "M03", "M04", "M05", "M06", "M13", "M15", "M17", "M18", "M27", "M31"})
    void a_mutant_is_killed(String mutant) throws InterruptedException {
        assertThat(isKilled(mutant)).isTrue();
    }

    private static boolean isKilled(String mutant) throws InterruptedException {
        for (long seed = 0; seed < SCHEDULES_MAX; seed++) {
            if (Simulations.run(Simulations.scenario(seed, mutant)).verdict() == Verdict.INVALID) {
                return true;
            }
        }
        return false;
    }

    @Test
    void every_hazard_comes_true_in_some_run() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            RunResult result = Simulations.run(Simulations.scenario(seed));
            seen.addAll(Simulated.of(result.checks()).orElseThrow().accidents().sequencedKeySet());
        }

        assertThat(seen)
                .contains(
                        "clock jumped",
                        "disk rotten",
                        "killed",
                        "leader alone",
                        "leader killed",
                        "message doubled",
                        "message late",
                        "message lost",
                        "no space",
                        "nodes parted",
                        "power lost",
                        "stopped by its disk",
                        "stretch echoed",
                        "sudden kill",
                        "sudden power loss",
                        "sync failed",
                        "sync slow");
    }
}
