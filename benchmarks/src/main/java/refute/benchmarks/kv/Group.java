package refute.benchmarks.kv;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.Reads;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;
import refute.harness.world.processes.Guard;
import refute.workloads.register.RegisterClient;

/** Three nodes of one system on free ports of loopback. Owned by one thread; {@link #client} may be called by any. */
final class Group implements Topology, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int READY_POLLS_MAX = 600;
    private static final long READY_POLL_MILLIS = 100;

    private final String name;
    private final SystemInstance system;
    private final Path folder;
    private final Guard guard = Guard.open();
    private final List<NodeId> nodes = NodeId.first(3);
    private final List<Integer> ports;
    private final List<Process> processes = new ArrayList<>();
    private NodeId leader = nodes.getFirst();

    private Group(String name, SystemInstance system, Path folder) throws IOException {
        this.name = name;
        this.system = system;
        this.folder = folder;
        this.ports = freePorts(2 * nodes.size());
    }

    /** Starts the nodes and waits until one leads. */
    static Group start(String name, SystemInstance system, Path folder) throws IOException, InterruptedException {
        Group group = new Group(name, system, folder);
        try {
            for (NodeId node : group.nodes) {
                group.start(node);
            }
            group.awaitLeader();
            return group;
        } catch (IOException | RuntimeException | InterruptedException e) {
            group.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** A client of the leader. */
    RegisterClient client() {
        return system.connect(RegisterClient.class, connection(leader));
    }

    private void start(NodeId node) throws IOException {
        Files.createDirectories(folder.resolve(name + "-" + node));
        NodePlan.Program plan = (NodePlan.Program) system.plan(node, this);
        List<String> command = new ArrayList<>(List.of(plan.binary()));
        command.addAll(plan.arguments());
        processes.add(guard.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + "-" + node + ".log").toFile())));
    }

    /** How much processor time its nodes have used. */
    Duration processorTime() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void awaitLeader() throws InterruptedException {
        for (int poll = 0; poll < READY_POLLS_MAX; poll++) {
            for (NodeId node : nodes) {
                if (system.status(connection(node)).map(NodeStatus::leader).orElse(false)) {
                    leader = node;
                    return;
                }
            }
            // Asked, it does not tell.
            TimeUnit.MILLISECONDS.sleep(READY_POLL_MILLIS);
        }
        throw new IllegalStateException(name + " has no leader; see its logs in " + folder);
    }

    private Connection connection(NodeId node) {
        return new Connection(node, listen(node, PortPurpose.CLIENT), TIMEOUT, Reads.LINEARIZABLE);
    }

    @Override
    public List<NodeId> nodes() {
        return nodes;
    }

    @Override
    public Endpoint listen(NodeId node, PortPurpose purpose) {
        int at = 2 * (node.number() - 1) + (purpose == PortPurpose.PEER ? 0 : 1);
        return new Endpoint("127.0.0.1", ports.get(at));
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
        // What a node records beside its data is its own.
        return folder.resolve(name + "-" + node).resolve("data").toString();
    }

    @Override
    public void close() {
        system.close();
        guard.close();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
