package refute.systems.tree.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.Nemesis;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.system.SystemOptions;
import refute.harness.workload.Workload;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.BadLinksNemesis;
import refute.nemeses.KillNemesis;
import refute.nemeses.PartitionNemesis;
import refute.nemeses.PauseNemesis;
import refute.nemeses.StandardInjector;
import refute.workloads.append.AppendWorkload;
import refute.workloads.ordered.SortedMapClient;
import refute.workloads.register.RegisterWorkload;
import refute.workloads.set.SetWorkload;

/** The tree in simulation, under each of its workloads. */
class SimulatedTreeTest {
    private static final List<Nemesis> NEMESES =
            List.of(new PartitionNemesis(), new KillNemesis(), new PauseNemesis(), new BadLinksNemesis());
    private static final int SEEDS = Integer.getInteger("refute.tree.simulations", 15);
    private static final int SEEDS_MAX = 300;

    private static List<Workload> ordered() {
        return ServiceLoader.load(Workload.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(workload -> workload.contract().equals(SortedMapClient.class))
                .toList();
    }

    static List<String> workloads() {
        List<String> names =
                new ArrayList<>(ordered().stream().map(Workload::name).toList());
        names.add("register");
        names.add("set");
        names.add("append");
        return names;
    }

    private static Workload named(String name) {
        return switch (name) {
            case "register" -> new RegisterWorkload();
            case "set" -> new SetWorkload();
            case "append" -> new AppendWorkload();
            default ->
                ordered().stream()
                        .filter(workload -> workload.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        };
    }

    private static Scenario scenario(String workload, long seed) {
        Scenario scenario = Scenario.of(new SimulatedTree(), named(workload), SimulationWorld.swarm())
                .nodes(1)
                .workers(5)
                .keys(2)
                .rate(300)
                .timeLimit(Duration.ofSeconds(4))
                .limits(new Limits(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        1,
                        new Budget(Duration.ofSeconds(60), 1L << 30, 1)))
                .seed(seed);
        return scenario.nemeses(SimulationWorld.draw(new Seed(seed), NEMESES).toArray(Nemesis[]::new));
    }

    private static RunResult run(Scenario scenario) throws InterruptedException {
        return new Runner(new StandardInjector())
                .run(scenario, Recording.inMemory("test", Path.of("")), RunListener.NONE);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void the_tree_as_it_should_be_is_not_accused(String workload) throws InterruptedException {
        int valid = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RunResult result = run(scenario(workload, seed));
            assertThat(result.course().failure()).isEmpty();
            assertThat(result.verdict())
                    .as(
                            "seed %d: %s",
                            seed,
                            result.checks().stream().map(CheckResult::reason).toList())
                    .isNotEqualTo(Verdict.INVALID);
            valid += result.verdict() == Verdict.VALID ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(SEEDS / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "T01,tree-power",
        "T02,tree-power",
        "T03,tree-power",
        "T04,tree-power",
        "T07,tree-power",
        "T14,tree-crash",
        "T06,tree-io-errors",
        "T20,tree-map",
        "T27,tree-subscribe",
        "T12,append",
        "T24,append",
        "T16,tree-map"
    })
    void a_mutant_is_found(String mutant, String workload) throws InterruptedException {
        Verdict verdict = Verdict.VALID;
        for (long seed = 0; seed < SEEDS_MAX && verdict != Verdict.INVALID; seed++) {
            verdict = run(scenario(workload, seed)
                            .options(SystemOptions.standard().withMutant(mutant)))
                    .verdict();
        }
        assertThat(verdict).isEqualTo(Verdict.INVALID);
    }

    @ParameterizedTest
    @CsvSource({"T01", "T02", "T03"})
    void what_only_a_power_loss_shows_kills_do_not(String mutant) throws InterruptedException {
        for (long seed = 0; seed < SEEDS; seed++) {
            RunResult result = run(scenario("tree-crash", seed)
                    .options(SystemOptions.standard().withMutant(mutant)));
            assertThat(result.verdict())
                    .as("seed %d: %s", seed, result.checks())
                    .isNotEqualTo(Verdict.INVALID);
        }
    }

    @Test
    void the_same_seed_is_the_same_run() throws InterruptedException {
        for (String workload : workloads()) {
            assertThat(hash(workload)).as(workload).isEqualTo(hash(workload));
        }
    }

    private static String hash(String workload) throws InterruptedException {
        return Simulated.of(run(scenario(workload, 7)).checks()).orElseThrow().hash();
    }
}
