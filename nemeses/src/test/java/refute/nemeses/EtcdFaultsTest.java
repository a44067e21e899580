package refute.nemeses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.Impairment;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.processes.Executables;
import refute.harness.world.processes.Processes;
import refute.nemeses.network.ToxiproxyLinks;

/** Faults on a real etcd of three nodes. */
class EtcdFaultsTest {
    private static final long SECOND = 1_000_000_000L;

    private static final List<Fault> FAULTS = List.of(
            new Fault.Partition(new Shape.Isolate(new Target.Leader(1)), Cut.STALLED),
            new Fault.Partition(new Shape.Isolate(new Target.Leader(2)), Cut.DROPPED),
            new Fault.BadLinks(new Target.All(), new Impairment.Late(50_000_000, 20_000_000)),
            new Fault.Kill(new Target.Leader(1)),
            new Fault.Pause(new Target.Leader(1)),
            new Fault.Kill(new Target.All()));

    @TempDir
    Path folder;

    static Stream<ToxiproxyLinks> engines() {
        return Stream.concat(
                Stream.of(ToxiproxyLinks.builtIn()), ToxiproxyLinks.realProgram().map(ToxiproxyLinks::real).stream());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void an_isolated_leader_is_replaced_a_killed_one_comes_back_a_paused_one_too(ToxiproxyLinks links)
            throws Exception {
        assumeTrue(Executables.find("etcd").isPresent(), "no etcd on the PATH (apt-get install etcd-server)");
        try (EtcdSystem etcd = EtcdSystem.of("etcd");
                Cluster cluster = new Processes(links).deploy(deployment(etcd, 3))) {
            StandardInjector injector = new StandardInjector();
            for (Fault fault : FAULTS) {
                Optional<NodeId> before = cluster.leader();
                FaultInjector.Injection injection = injector.inject(
                        new PlannedFault("f" + FAULTS.indexOf(fault), "test", fault, 0, SECOND), cluster);
                if (injection.targets().size() == 1) {
                    await(() -> {
                        Optional<NodeId> now = cluster.leader();
                        return now.isPresent() && !now.equals(before);
                    });
                }
                long inForce = System.nanoTime();
                await(() -> System.nanoTime() - inForce > SECOND);
                Effect effect = injection.heal();
                assertThat(effect.bit())
                        .as("%s: %s", injection.description(), effect)
                        .isTrue();
                await(() -> cluster.nodes().stream()
                                .allMatch(node -> cluster.status(node).isPresent())
                        && cluster.leader().isPresent());
            }
            assertThat(cluster.reports()).allSatisfy(report -> {
                assertThat(report.answeredAtEnd()).isTrue();
                assertThat(report.exits()).isEmpty();
                assertThat(report.alarms()).isEmpty();
            });
        }
        assertThat(folder.resolve("nodes/n1/data")).doesNotExist();
        assertThat(folder.resolve("nodes/n1/log-1.txt")).isNotEmptyFile();
    }

    private Deployment deployment(EtcdSystem etcd, int nodes) {
        return new Deployment(
                "test",
                etcd,
                NodeId.first(nodes),
                folder,
                new Seed(ProcessHandle.current().pid()),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Reads.LINEARIZABLE);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20 * SECOND;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
