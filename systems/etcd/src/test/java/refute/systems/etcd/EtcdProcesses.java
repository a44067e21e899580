package refute.systems.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import refute.harness.history.Value;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.Topology;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** Real nodes of etcd on free ports of loopback, without proxies, for tests. Owned by one thread. */
final class EtcdProcesses implements AutoCloseable, Topology {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final int LOG_CHARACTERS_MAX = 4000;

    private final SystemInstance instance;
    private final Path folder;
    private final List<NodeId> nodes;
    private final Map<PortPurpose, List<Integer>> ports = new HashMap<>();
    private final Map<NodeId, Process> processes = new HashMap<>();

    EtcdProcesses(SystemOptions options, int nodes, Path folder) {
        this.instance = new Etcd().prepare(options, "processes");
        this.folder = folder;
        this.nodes = NodeId.first(nodes);
        List<Integer> free = freePorts(2 * nodes);
        ports.put(PortPurpose.CLIENT, free.subList(0, nodes));
        ports.put(PortPurpose.PEER, free.subList(nodes, 2 * nodes));
    }

    /** Starts all and waits until each knows who leads. */
    EtcdProcesses start() {
        try {
            nodes.forEach(this::start);
            nodes.forEach(this::awaitReady);
            return this;
        } catch (RuntimeException | Error notStarted) {
            close();
            throw notStarted;
        }
    }

    void start(NodeId node) {
        NodePlan.Program plan = (NodePlan.Program) instance.plan(node, this);
        List<String> command = new ArrayList<>(List.of(plan.binary()));
        command.addAll(plan.arguments());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()));
            builder.environment().clear();
            processes.put(node, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady(NodeId node) {
        await(
                node,
                () -> status(node).filter(status -> status.term() > 0).isPresent()
                        && register(node, Duration.ofSeconds(2), Reads.LINEARIZABLE, EtcdProcesses::answers));
    }

    /** Waits for the condition as long as the node runs, asking every few milliseconds. */
    void await(NodeId node, BooleanSupplier condition) {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || hasEnded(processes.get(node))) {
                throw new AssertionError(node + " did not become so; it says:\n" + said(node));
            }
        }
    }

    void kill(NodeId node) {
        Process process = processes.get(node).destroyForcibly();
        process.onExit().join();
    }

    void signal(NodeId node, String name) throws IOException, InterruptedException {
        String pid = Long.toString(processes.get(node).pid());
        new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    }

    Optional<NodeStatus> status(NodeId node) {
        return instance.status(connection(node, Duration.ofSeconds(2), Reads.LINEARIZABLE));
    }

    RegisterClient register(NodeId node, Duration timeout, Reads reads) {
        return instance.connect(RegisterClient.class, connection(node, timeout, reads));
    }

    SetClient set(NodeId node) {
        return instance.connect(SetClient.class, connection(node, Duration.ofSeconds(5), Reads.LINEARIZABLE));
    }

    @Override
    public void close() {
        instance.close();
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(process -> process.onExit().join());
    }

    @Override
    public List<NodeId> nodes() {
        return nodes;
    }

    @Override
    public Endpoint listen(NodeId node, PortPurpose purpose) {
        return new Endpoint("127.0.0.1", ports.get(purpose).get(node.number() - 1));
    }

    @Override
    public Endpoint advertised(NodeId node, PortPurpose purpose) {
        return listen(node, purpose);
    }

    @Override
    public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
        return listen(to, purpose);
    }

    @Override
    public String dataFolder(NodeId node) {
        return folder.resolve(node.toString()).toString();
    }

    private boolean register(NodeId node, Duration timeout, Reads reads, Predicate<RegisterClient> question) {
        try (RegisterClient client = register(node, timeout, reads)) {
            return question.test(client);
        }
    }

    private static boolean answers(RegisterClient client) {
        return client.read(Value.of("ready")).toCompletableFuture().join() instanceof Reply.Ok;
    }

    private Connection connection(NodeId node, Duration timeout, Reads reads) {
        return new Connection(node, listen(node, PortPurpose.CLIENT), timeout, reads);
    }

    /** Whether it has ended, or ends within a few milliseconds. */
    private static boolean hasEnded(Process process) {
        try {
            process.onExit().get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path log(NodeId node) {
        return folder.resolve(node + ".log");
    }

    private String said(NodeId node) {
        try {
            String said = Files.readString(log(node));
            return said.substring(Math.max(0, said.length() - LOG_CHARACTERS_MAX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> found =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
