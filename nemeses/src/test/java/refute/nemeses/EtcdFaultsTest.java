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
        long begin = System.nanoTime();
        try (EtcdSystem etcd = EtcdSystem.of("etcd");
                Cluster cluster = new Processes(links).deploy(deployment(etcd, 3))) {
            System.out.println(links.engine() + " up after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            StandardInjector injector = new StandardInjector();
            for (Fault fault : List.of(
                    new Fault.Partition(new Shape.Isolate(new Target.Leader(1)), Cut.STALLED),
                    new Fault.Partition(new Shape.Isolate(new Target.Leader(1)), Cut.DROPPED),
                    new Fault.Kill(new Target.Leader(1)),
                    new Fault.Pause(new Target.Leader(1)),
                    new Fault.Kill(new Target.All()))) {
                long at = System.nanoTime();
                Optional<NodeId> before = cluster.leader();
                FaultInjector.Injection injection =
                        injector.inject(new PlannedFault("f-" + at, "test", fault, 0, SECOND), cluster);
                System.out.println(injection.description() + " in " + (System.nanoTime() - at) / 1_000_000 + " ms");
                if (injection.targets().size() < 3) {
                    await(() ->
                            cluster.leader().isPresent() && !cluster.leader().equals(before));
                }
                at = System.nanoTime();
                Effect effect = injection.heal();
                System.out.println("healed in " + (System.nanoTime() - at) / 1_000_000 + " ms: " + effect);
                await(() -> cluster.nodes().stream()
                                .allMatch(node -> cluster.status(node).isPresent())
                        && cluster.leader().isPresent());
            }
            System.out.println(cluster.reports());
            begin = System.nanoTime();
        }
        System.out.println("closed in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
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
