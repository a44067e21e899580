package refute.nemeses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reads;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.NodeState;
import refute.harness.world.processes.Processes;
import refute.harness.world.processes.Wiring;
import refute.nemeses.network.ToxiproxyLinks;

/** The world of processes, on nodes that gossip, through the built-in engine. */
class ProcessesTest {
    private static final NodeId N1 = new NodeId(1);
    private static final NodeId N2 = new NodeId(2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void every_wiring_that_works_here_carries_each_link_through_its_own_proxy(Wiring wiring) throws Exception {
        assumeTrue(wiring.works(), wiring.meaning() + " does not work on this machine");
        GossipSystem system = new GossipSystem(wiring.named(), List.of());
        try (Cluster cluster =
                new Processes(ToxiproxyLinks.builtIn()).withWiring(wiring).deploy(deployment(system, folder))) {
            cluster.network().impose("f1", Map.of(new Way(N1, N2), new Impairment.Blocked(Cut.STALLED)));
            long atN1 = heard(cluster, N1, N2);
            awaitThat(() -> heard(cluster, N1, N2) > atN1 + 10);
            long stalled = heard(cluster, N2, N1);
            awaitThat(() -> heard(cluster, N1, N2) > atN1 + 30);
            assertThat(heard(cluster, N2, N1)).as("what n1 sends to n2").isEqualTo(stalled);
            cluster.network().lift("f1");
            awaitThat(() -> heard(cluster, N2, N1) > stalled + 20);
            assertThat(GossipSystem.missed(cluster.connection(N2), N1)).contains(0L);
        }
    }

    @Test
    void a_system_that_needs_names_is_refused_where_there_are_none() {
        assertThatThrownBy(() -> new Processes(ToxiproxyLinks.builtIn())
                        .withWiring(Wiring.PLAIN)
                        .deploy(deployment(GossipSystem.byName(), folder)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("private hosts files");
    }

    @Test
    void a_paused_node_does_not_answer_and_a_killed_one_is_gone_and_starts_again() throws Exception {
        try (Cluster cluster =
                new Processes(ToxiproxyLinks.builtIn()).deploy(deployment(GossipSystem.byName(), folder))) {
            assertThat(cluster.pause(N1)).endsWith("state T");
            assertThat(cluster.state(N1)).isEqualTo(NodeState.PAUSED);
            assertThat(GossipSystem.heard(cluster.connection(N1), N2)).isEmpty();
            cluster.resume(N1);
            awaitThat(() -> cluster.status(N1).isPresent());
            long pid = Long.parseLong(cluster.kill(N1).replaceAll("\\D*1 pid (\\d+) gone", "$1"));
            assertThat(isGone(pid)).isTrue();
            assertThat(cluster.state(N1)).isEqualTo(NodeState.KILLED);
            cluster.start(N1);
            awaitThat(() -> cluster.status(N1).isPresent());
            assertThat(cluster.reports())
                    .allSatisfy(report -> assertThat(report.exits()).isEmpty());
            assertThat(cluster.reports().getFirst().logFiles())
                    .containsExactly("nodes/n1/log-1.txt", "nodes/n1/log-2.txt");
        }
        assertThat(folder.resolve("nodes/n1/log-2.txt")).content().contains("environment [HOME, LANG, PATH");
    }

    @Test
    void a_node_that_ends_by_itself_is_told_with_its_exit_code() throws Exception {
        try (Cluster cluster =
                new Processes(ToxiproxyLinks.builtIn()).deploy(deployment(GossipSystem.byName(), folder))) {
            // A SIGKILL that the world did not send, as from the kernel when memory runs out.
            long pid = ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().arguments().stream()
                            .anyMatch(arguments -> Arrays.asList(arguments).contains("n1")))
                    .mapToLong(ProcessHandle::pid)
                    .max()
                    .orElseThrow();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            awaitThat(() -> cluster.state(N1) == NodeState.EXITED);
            assertThat(cluster.reports().getFirst().exits()).containsExactly(137);
        }
    }

    @Test
    void a_node_that_does_not_start_is_bad_input_with_its_last_lines_and_leaves_nothing() {
        GossipSystem system = new GossipSystem(true, List.of("panic", "exit"));
        long before = ProcessHandle.current().descendants().count();
        assertThatThrownBy(() -> new Processes(ToxiproxyLinks.builtIn()).deploy(deployment(system, folder)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("cannot go on, on purpose")
                .hasMessageContaining("panic: this is a test");
        awaitThat(() -> ProcessHandle.current().descendants().count() <= before);
    }

    @Test
    void a_program_that_is_not_there_is_bad_input() {
        assertThatThrownBy(() -> new Processes(ToxiproxyLinks.builtIn())
                        .deploy(deployment(new Program("no-such-server", List.of()), folder)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no-such-server");
    }

    @Test
    void a_program_that_never_answers_is_bad_input() {
        assertThatThrownBy(() -> new Processes(ToxiproxyLinks.builtIn())
                        .deploy(within(new Program("sleep", List.of("60")), folder, Duration.ofMillis(500))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did not answer");
    }

    @Test
    void a_port_in_use_is_gone_around() throws Exception {
        Deployment deployment = deployment(GossipSystem.byName(), folder);
        Endpoint first;
        try (Cluster cluster = new Processes(ToxiproxyLinks.builtIn()).deploy(deployment)) {
            first = cluster.connection(N1).endpoint();
        }
        try (ServerSocket taken = new ServerSocket(first.port(), 1, InetAddress.getByName(first.host()));
                Cluster cluster = new Processes(ToxiproxyLinks.builtIn()).deploy(deployment)) {
            assertThat(cluster.connection(N1).endpoint()).isNotEqualTo(first);
            assertThat(taken.isBound()).isTrue();
        }
    }

    @Test
    void three_runs_at_once_do_not_disturb_each_other() throws Exception {
        List<Cluster> clusters = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                // The same seed for all: they want the same addresses.
                clusters.add(new Processes(ToxiproxyLinks.builtIn())
                        .deploy(deployment(GossipSystem.byName(), folder.resolve("run-" + i))));
            }
            assertThat(clusters.stream().map(cluster -> cluster.connection(N1).endpoint()))
                    .doesNotHaveDuplicates();
        } finally {
            clusters.forEach(Cluster::close);
        }
    }

    @Test
    void closing_twice_is_as_closing_once() throws Exception {
        Cluster cluster =
                new Processes(ToxiproxyLinks.builtIn()).keepingData().deploy(deployment(GossipSystem.byName(), folder));
        cluster.close();
        cluster.close();
        assertThat(folder.resolve("nodes/n1/data")).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin", "toxiproxy"})
    void nothing_is_left_five_seconds_after_the_harness_was_killed(String engine) throws Exception {
        assumeTrue(engine.equals("builtin") || ToxiproxyLinks.realProgram().isPresent(), "no toxiproxy-server here");
        Process harness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedHarness.class.getName(),
                        folder.toString(),
                        engine)
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
        String line = new BufferedReader(new InputStreamReader(harness.getInputStream())).readLine();
        assertThat(line).as(Files.readString(folder.resolve("stderr.txt"))).startsWith("pids ");
        List<Long> pids =
                Arrays.stream(line.split(" ")).skip(1).map(Long::parseLong).toList();
        // A watchdog and two nodes at least.
        assertThat(pids).hasSizeGreaterThanOrEqualTo(3).noneMatch(ProcessesTest::isGone);
        harness.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        awaitThat(() -> pids.stream().allMatch(ProcessesTest::isGone));
        assertThat(System.nanoTime() - killed).isLessThan(5_000_000_000L);
    }

    /** Two nodes. */
    static Deployment deployment(SystemInstance system, Path folder) {
        return within(system, folder, Duration.ofSeconds(20));
    }

    private static Deployment within(SystemInstance system, Path folder, Duration ready) {
        return new Deployment(
                "test",
                system,
                NodeId.first(2),
                folder,
                new Seed(5),
                ready,
                Duration.ofMillis(500),
                Reads.LINEARIZABLE);
    }

    private static long heard(Cluster cluster, NodeId at, NodeId from) {
        return GossipSystem.heard(cluster.connection(at), from).orElseThrow();
    }

    /** Whether no process of this pid runs; one that only waits to be reaped is gone too. */
    private static boolean isGone(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return true;
        }
    }

    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Any program as a system that never answers. */
    private record Program(String binary, List<String> arguments) implements SystemInstance {
        @Override
        public String version() {
            return "";
        }

        @Override
        public NodePlan plan(NodeId node, Topology topology) {
            return new NodePlan.Program(binary, arguments, new LinkedHashMap<>(), "");
        }

        @Override
        public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
            throw new IllegalArgumentException("no clients here");
        }

        @Override
        public Optional<NodeStatus> status(Connection connection) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
