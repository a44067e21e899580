package refute.systems.atom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import refute.harness.check.Verdict;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Target;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.system.NodeId;
import refute.harness.system.SystemOptions;
import refute.harness.world.simulation.Hazards;
import refute.harness.world.simulation.SimulationWorld;
import refute.workloads.register.RegisterWorkload;

class SimulatedAtomTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void it_is_linearizable_when_nothing_goes_wrong() throws InterruptedException {
        RunResult result = run(scenario(SimulationWorld.calm(), 1));

        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(Simulated.of(result.checks()).orElseThrow().nanos()).isGreaterThan(5 * SECOND);
    }

    @Test
    void it_loses_nothing_at_a_power_loss() throws InterruptedException {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(run(powerLosses(seed)).verdict()).isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void its_mutant_does() throws InterruptedException {
        boolean found = false;
        for (long seed = 0; seed < 20 && !found; seed++) {
            Scenario scenario =
                    powerLosses(seed).options(SystemOptions.standard().withMutant(Atom.FORGETS_WRITES));
            found = run(scenario).verdict() == Verdict.INVALID;
        }

        assertThat(found).isTrue();
    }

    private static Scenario powerLosses(long seed) {
        Hazards calm = Hazards.CALM;
        Hazards power = new Hazards(
                calm.network(), calm.disk(), calm.clock(), new Hazards.Crash(1_000_000, 0, 0, 1), calm.leaders());
        Target keeper = new Target.Named(List.of(new NodeId(1)));
        return scenario(new SimulationWorld(Optional.of(power)), seed)
                .schedule(new Schedule(List.of(
                        new PlannedFault("k1", "schedule", new Fault.Kill(keeper), SECOND, SECOND / 4),
                        new PlannedFault("k2", "schedule", new Fault.Kill(keeper), 2 * SECOND, SECOND / 4),
                        new PlannedFault("k3", "schedule", new Fault.Kill(keeper), 3 * SECOND, SECOND / 4))));
    }

    private static Scenario scenario(SimulationWorld world, long seed) {
        return Scenario.of(new AtomInSimulation(), new RegisterWorkload(), world)
                .timeLimit(Duration.ofSeconds(5))
                .seed(seed);
    }

    private static RunResult run(Scenario scenario) throws InterruptedException {
        return new Runner(killing()).run(scenario, Recording.inMemory("test", Path.of("")), RunListener.NONE);
    }

    /** Knows kills alone, as this module does not see the nemeses. */
    private static FaultInjector killing() {
        return (planned, cluster) -> new FaultInjector.Injection() {
            private final List<NodeId> targets =
                    ((Fault.Kill) planned.fault()).target().resolve(cluster.nodes(), cluster.leader());
            private final List<String> hit = cluster.each(targets, cluster::kill);

            @Override
            public List<NodeId> targets() {
                return targets;
            }

            @Override
            public String description() {
                return hit.toString();
            }

            @Override
            public Effect heal() {
                return new Effect(true, cluster.each(targets, cluster::start).toString(), new LinkedHashMap<>());
            }
        };
    }
}
