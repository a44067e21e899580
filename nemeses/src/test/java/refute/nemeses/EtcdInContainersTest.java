package refute.nemeses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.check.NodeReport;
import refute.harness.fault.Cut;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.FaultInjector.Injection;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.NodeState;
import refute.harness.world.World;
import refute.harness.world.containers.Containers;
import refute.nemeses.network.RemoteToxiproxies;

/** A real etcd under Testcontainers, every link through a real Toxiproxy. */
class EtcdInContainersTest {
    private static final String ETCD = "gcr.io/etcd-development/etcd:v3.6.5";
    private static final String OLD_ETCD = "gcr.io/etcd-development/etcd:v3.4.23";
    private static final long SECOND = 1_000_000_000L;
    private static final NodeId ONE = new NodeId(1);

    private final World world = new Containers(new RemoteToxiproxies());

    @TempDir
    Path folder;

    @BeforeEach
    void needs_an_engine() {
        assumeTrue(world.lacks().isEmpty(), () -> world.lacks().orElseThrow());
        needs(Containers.ENGINE_IMAGE);
    }

    private static boolean isHere(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static void needs(String image) {
        assumeTrue(
                isHere(image), "no image " + image + " on this machine (.ci/images builds it; docker pull fetches it)");
    }

    @ParameterizedTest
    @ValueSource(strings = {ETCD, OLD_ETCD})
    void an_isolated_leader_is_replaced_and_catches_up_when_healed(String image) throws Exception {
        needs(image);
        try (EtcdSystem etcd = EtcdSystem.inImage(image);
                Cluster cluster = world.deploy(deployment("isolate", etcd, 3))) {
            NodeId leader = cluster.leader().orElseThrow();
            Fault isolation = new Fault.Partition(new Shape.Isolate(new Target.Leader(1)), Cut.STALLED);

            Injection injection =
                    new StandardInjector().inject(new PlannedFault("f1", "test", isolation, 0, SECOND), cluster);
            assertThat(injection.targets()).containsExactly(leader);
            await(() -> cluster.leader().filter(now -> !now.equals(leader)).isPresent());
            NodeId successor = cluster.leader().orElseThrow();
            put(etcd, cluster, successor, "written", "meanwhile");
            assertThat(get(etcd, cluster, leader, "written", true)).isEmpty();

            Effect effect = injection.heal();
            assertThat(effect.bit()).as(effect.text()).isTrue();
            assertThat(effect.figures().get("stalledBytes")).isPositive();
            await(() -> get(etcd, cluster, leader, "written", true).equals("meanwhile"));
        }
    }

    @Test
    void a_dropped_link_bites_too_and_traffic_is_counted_each_way() throws Exception {
        needs(ETCD);
        try (EtcdSystem etcd = EtcdSystem.inImage(ETCD);
                Cluster cluster = world.deploy(deployment("dropped", etcd, 3))) {
            Fault cut = new Fault.Partition(new Shape.Isolate(new Target.Leader(1)), Cut.DROPPED);
            Injection injection =
                    new StandardInjector().inject(new PlannedFault("f1", "test", cut, 0, SECOND), cluster);
            NodeId old = injection.targets().getFirst();
            await(() -> cluster.leader().filter(now -> !now.equals(old)).isPresent());
            Effect effect = injection.heal();
            assertThat(effect.bit()).as(effect.text()).isTrue();
            await(() -> cluster.nodes().stream()
                    .allMatch(node -> cluster.status(node).isPresent()));
            // Three nodes have six peer links and three of clients, and each goes two ways.
            assertThat(cluster.network().traffic()).hasSize(12);
        }
    }

    @Test
    void a_node_that_was_killed_or_paused_comes_back_with_its_data() throws Exception {
        needs(ETCD);
        try (EtcdSystem etcd = EtcdSystem.inImage(ETCD);
                Cluster cluster = world.deploy(deployment("kill", etcd, 3))) {
            put(etcd, cluster, ONE, "k", "before");

            assertThat(cluster.kill(ONE)).contains("exit code 137");
            assertThat(cluster.state(ONE)).isEqualTo(NodeState.KILLED);
            assertThat(cluster.status(ONE)).isEmpty();
            assertThat(cluster.kill(ONE)).contains("does not run");
            cluster.start(ONE);
            await(() -> get(etcd, cluster, ONE, "k", false).equals("before"));

            assertThat(cluster.pause(ONE)).contains("paused");
            assertThat(cluster.state(ONE)).isEqualTo(NodeState.PAUSED);
            assertThat(get(etcd, cluster, ONE, "k", false)).isEmpty();
            assertThat(cluster.resume(ONE)).contains("runs again");
            await(() -> get(etcd, cluster, ONE, "k", false).equals("before"));

            cluster.pause(ONE);
            assertThat(cluster.kill(ONE)).contains("exit code 137");
            cluster.start(ONE);
            await(() -> get(etcd, cluster, ONE, "k", false).equals("before"));

            cluster.nodes().forEach(cluster::kill);
            cluster.nodes().forEach(cluster::start);
            await(() -> get(etcd, cluster, ONE, "k", true).equals("before"));

            NodeReport report = cluster.reports().getFirst();
            assertThat(report.exits()).isEmpty();
            assertThat(report.alarms()).isEmpty();
            assertThat(report.logFiles())
                    .containsExactly(
                            "nodes/n1/log-1.txt", "nodes/n1/log-2.txt", "nodes/n1/log-3.txt", "nodes/n1/log-4.txt");
        }
        for (int log = 1; log <= 4; log++) {
            assertThat(folder.resolve("nodes/n1/log-" + log + ".txt")).content().contains("\"msg\"");
        }
    }

    @Test
    void a_node_that_does_not_start_is_told_with_its_last_lines_and_leaves_nothing() {
        needs(ETCD);
        try (EtcdSystem etcd = new EtcdSystem("/usr/local/bin/etcd", ETCD, Map.of("no-such-flag", "1"))) {
            assertThatThrownBy(() -> world.deploy(deployment("broken", etcd, 3)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("ended by itself, exit code 2; its last lines:")
                    .hasMessageContaining("no-such-flag");
        }
        assertThat(left("broken")).isEmpty();
    }

    @Test
    void a_node_that_nobody_killed_has_ended_by_itself() throws Exception {
        needs(ETCD);
        try (EtcdSystem etcd = EtcdSystem.inImage(ETCD);
                Cluster cluster = world.deploy(deployment("ended", etcd, 1))) {
            String container = left("ended").stream()
                    .filter(name -> name.endsWith("-n1"))
                    .findFirst()
                    .orElseThrow();
            DockerClientFactory.lazyClient()
                    .killContainerCmd(container.substring(1))
                    .withSignal("TERM")
                    .exec();
            await(() -> cluster.state(ONE) == NodeState.EXITED);
            assertThat(cluster.reports().getFirst().exits()).hasSize(1);
            assertThat(cluster.kill(ONE)).contains("does not run");
            cluster.start(ONE);
            await(() -> cluster.status(ONE).isPresent());
        }
    }

    @Test
    void a_deployment_that_is_interrupted_leaves_nothing() throws Exception {
        needs(ETCD);
        try (EtcdSystem etcd = EtcdSystem.inImage(ETCD)) {
            CompletableFuture<Cluster> deployed = new CompletableFuture<>();
            Thread deploying = Thread.ofPlatform().start(() -> {
                try {
                    deployed.complete(world.deploy(deployment("stopped", etcd, 3)));
                } catch (InterruptedException | RuntimeException e) {
                    deployed.completeExceptionally(e);
                }
            });
            await(() -> !left("stopped").isEmpty());
            deploying.interrupt();
            assertThat(deployed)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(InterruptedException.class);
        }
        assertThat(left("stopped")).isEmpty();
    }

    @Test
    void a_program_that_the_image_does_not_have_is_told_and_leaves_nothing() {
        needs(ETCD);
        try (EtcdSystem etcd = new EtcdSystem("/no/such/program", ETCD, Map.of())) {
            assertThatThrownBy(() -> world.deploy(deployment("nothing", etcd, 1)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("/no/such/program");
        }
        assertThat(left("nothing")).isEmpty();
    }

    @Test
    void an_image_that_cannot_be_had_is_told_and_leaves_nothing() {
        try (EtcdSystem etcd = EtcdSystem.inImage("127.0.0.1:9/no/such/image:1")) {
            assertThatThrownBy(() -> world.deploy(deployment("imageless", etcd, 1)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("127.0.0.1:9/no/such/image:1");
        }
        assertThat(left("imageless")).isEmpty();
    }

    @Test
    void three_runs_at_once_do_not_disturb_each_other() throws Exception {
        needs(ETCD);
        List<EtcdSystem> systems =
                IntStream.range(0, 3).mapToObj(i -> EtcdSystem.inImage(ETCD)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Cluster>> deployed = systems.stream()
                    .map(etcd -> threads.submit(() -> world.deploy(deployment("same", etcd, 3))))
                    .toList();
            for (int i = 0; i < 3; i++) {
                put(systems.get(i), deployed.get(i).get(), ONE, "k", "v" + i);
            }
            deployed.get(0).get().close();
            for (int i = 1; i < 3; i++) {
                assertThat(get(systems.get(i), deployed.get(i).get(), ONE, "k", true))
                        .isEqualTo("v" + i);
                deployed.get(i).get().close();
            }
        }
        systems.forEach(EtcdSystem::close);
        assertThat(left("same")).isEmpty();
    }

    @Test
    void what_a_killed_harness_left_goes_with_the_next_call_and_what_lives_stays() throws Exception {
        needs(ETCD);
        Process harness = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EtcdInContainersTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (EtcdSystem etcd = EtcdSystem.inImage(ETCD);
                Cluster living = world.deploy(deployment("living", etcd, 1))) {
            assertThat(harness.inputReader().readLine()).isEqualTo("deployed");
            assertThat(left("orphan")).hasSize(2);
            harness.destroyForcibly().waitFor();

            assertThat(Containers.sweep()).singleElement().asString().startsWith("orphan-");
            assertThat(left("orphan")).isEmpty();
            assertThat(living.status(ONE)).isPresent();
            assertThat(Containers.sweep()).isEmpty();
        } finally {
            harness.destroyForcibly();
        }
    }

    /** A harness of its own, to be killed. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0], "orphan"));
        EtcdSystem etcd = EtcdSystem.inImage(ETCD);
        new Containers(new RemoteToxiproxies()).deploy(deployment("orphan", etcd, 1, folder));
        System.out.println("deployed");
        Thread.currentThread().join();
    }

    /** Names of containers that stand for a run of this id. */
    private static List<String> left(String runId) {
        return DockerClientFactory.lazyClient().listContainersCmd().withShowAll(true).exec().stream()
                .filter(container ->
                        container.getLabels().getOrDefault("refute.run", "").startsWith(runId + "-"))
                .map(container -> container.getNames()[0])
                .toList();
    }

    private static void put(EtcdSystem etcd, Cluster cluster, NodeId node, String key, String value) {
        String body = "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(base64(key), base64(value));
        await(() -> etcd.post(cluster.connection(node).endpoint(), cluster.connection(node), "kv/put", body)
                .isPresent());
    }

    /** The value as clients read it; empty if there is no answer. */
    private static String get(EtcdSystem etcd, Cluster cluster, NodeId node, String key, boolean linearizable) {
        String body = "{\"key\":\"%s\",\"serializable\":%s}".formatted(base64(key), !linearizable);
        return etcd.post(cluster.connection(node).endpoint(), cluster.connection(node), "kv/range", body)
                .filter(answer -> answer.contains("\"value\":\""))
                .map(answer -> answer.replaceAll("(?s).*\"value\":\"([^\"]*)\".*", "$1"))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                .orElse("");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Deployment deployment(String id, EtcdSystem etcd, int nodes) {
        return deployment(id, etcd, nodes, folder);
    }

    private static Deployment deployment(String id, EtcdSystem etcd, int nodes, Path folder) {
        return new Deployment(
                id,
                etcd,
                NodeId.first(nodes),
                folder,
                new Seed(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Reads.LINEARIZABLE);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30 * SECOND;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
