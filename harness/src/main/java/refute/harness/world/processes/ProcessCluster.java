package refute.harness.world.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.check.NodeReport;
import refute.harness.system.Capability;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.Network;
import refute.harness.world.NodeState;

/** The nodes of one run as child processes. */
final class ProcessCluster implements Cluster {
    private static final Duration STATUS_WITHIN_MAX = Duration.ofSeconds(1);
    private static final long READY_POLL_MILLIS = 50;

    private final Processes world;
    private final Deployment deployment;
    private final LoopbackBlock block;
    private final LoopbackTopology topology;
    private final Guard guard;
    private final Network network;
    private final SequencedMap<NodeId, NodeProcess> processes = new LinkedHashMap<>();
    private final Thread hook =
            Thread.ofPlatform().name("refute end of processes").unstarted(this::end);
    private boolean closed;

    private ProcessCluster(Processes world, Deployment deployment, LoopbackTopology topology, Guard guard) {
        this.world = world;
        this.deployment = deployment;
        this.block = topology.block();
        this.topology = topology;
        this.guard = guard;
        this.network = world.links()
                .open(deployment.runId(), topology.links(), deployment.seed().substream("links"));
        for (NodeId node : deployment.nodes()) {
            processes.put(node, new NodeProcess(node, topology.nodeFolder(node), world.wiring(), guard));
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Addresses, proxies and folders; no node yet. When it fails it leaves nothing behind. */
    static ProcessCluster layOut(Processes world, Deployment deployment) {
        LoopbackBlock block = LoopbackBlock.claim(deployment.seed().substream("block"), deployment.nodes());
        try {
            LoopbackTopology topology =
                    new LoopbackTopology(deployment.nodes(), block, world.wiring(), deployment.folder());
            for (NodeId node : deployment.nodes()) {
                // Before anything starts: what is wrong with the plan or the program is told at once.
                Executables.require(program(deployment, node, topology).binary());
                Files.createDirectories(Path.of(topology.dataFolder(node)));
                Files.writeString(topology.nodeFolder(node).resolve("hosts"), topology.hosts(node));
            }
            Guard guard = Guard.open();
            try {
                return new ProcessCluster(world, deployment, topology, guard);
            } catch (RuntimeException | Error e) {
                guard.close();
                throw e;
            }
        } catch (IOException e) {
            block.close();
            throw new UncheckedIOException("cannot make the nodes' folders in " + deployment.folder(), e);
        } catch (RuntimeException | Error e) {
            block.close();
            throw e;
        }
    }

    private static NodePlan.Program program(Deployment deployment, NodeId node, LoopbackTopology topology) {
        return switch (deployment.system().plan(node, topology)) {
            case NodePlan.Program program -> program;
            case NodePlan.InHarness inHarness ->
                throw new BadInput("world processes", "this system's nodes are no programs", "leave out --world");
        };
    }

    /** Starts all nodes and waits until the system answers. */
    void startAll() throws InterruptedException {
        processes.keySet().forEach(this::start);
        long deadline = System.nanoTime() + deployment.readyWithin().toNanos();
        while (!ready()) {
            for (NodeProcess process : processes.values()) {
                if (process.state() == NodeState.EXITED) {
                    throw new BadInput(lastWords(process, "ended by itself, exit code " + process.exits()));
                }
            }
            if (System.nanoTime() - deadline > 0) {
                throw new BadInput(silent());
            }
            // The system is asked, not told of: there is nothing to wait on but time.
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(READY_POLL_MILLIS);
        }
    }

    /** All nodes answer; and where there are terms, somebody leads in one. */
    private boolean ready() {
        Map<NodeId, NodeStatus> answers = statuses();
        return answers.size() == processes.size()
                && (answers.values().stream().allMatch(status -> status.term() == 0)
                        || answers.values().stream().anyMatch(NodeStatus::leader));
    }

    private List<refute.harness.Problem> silent() {
        Map<NodeId, NodeStatus> answers = statuses();
        String within = " within " + deployment.readyWithin().toSeconds() + " s";
        return processes.entrySet().stream()
                .filter(entry -> !answers.containsKey(entry.getKey()) || answers.size() == processes.size())
                .flatMap(entry -> lastWords(
                        entry.getValue(),
                        answers.containsKey(entry.getKey()) ? "found no leader" + within : "did not answer" + within)
                        .stream())
                .toList();
    }

    private List<refute.harness.Problem> lastWords(NodeProcess process, String what) {
        List<String> lines = process.lastLines();
        NodeId node = processes.entrySet().stream()
                .filter(entry -> entry.getValue() == process)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        String binary = program(deployment, node, topology).binary();
        return List.of(new refute.harness.Problem(
                "node " + node + " (" + binary + ")",
                what
                        + (lines.isEmpty()
                                ? "; it printed nothing"
                                : "; its last lines:\n  " + String.join("\n  ", lines))));
    }

    @Override
    public List<NodeId> nodes() {
        return deployment.nodes();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.copyOf(world.capabilities());
    }

    @Override
    public Connection connection(NodeId node) {
        return new Connection(
                node,
                block.proxy(NodeId.CLIENTS, node, PortPurpose.CLIENT),
                deployment.operationTimeout(),
                deployment.reads());
    }

    @Override
    public Optional<NodeStatus> status(NodeId node) {
        if (state(node) != NodeState.RUNNING) {
            return Optional.empty();
        }
        Duration timeout = deployment.operationTimeout().compareTo(STATUS_WITHIN_MAX) < 0
                ? deployment.operationTimeout()
                : STATUS_WITHIN_MAX;
        return deployment
                .system()
                .status(new Connection(node, block.own(node, PortPurpose.CLIENT), timeout, deployment.reads()));
    }

    /** What the nodes say that answer, all asked at once. */
    private SequencedMap<NodeId, NodeStatus> statuses() {
        SequencedMap<NodeId, NodeStatus> answers = new LinkedHashMap<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            SequencedMap<NodeId, Future<Optional<NodeStatus>>> asked = new LinkedHashMap<>();
            processes.keySet().forEach(node -> asked.put(node, each.submit(() -> status(node))));
            asked.forEach((node, answer) -> get(answer).ifPresent(status -> answers.put(node, status)));
        }
        return answers;
    }

    private static Optional<NodeStatus> get(Future<Optional<NodeStatus>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a system's status must not throw", e.getCause());
        }
    }

    @Override
    public Optional<NodeId> leader() {
        return statuses().entrySet().stream()
                .filter(entry -> entry.getValue().leader())
                .max(Comparator.comparingLong(entry -> entry.getValue().term()))
                .map(Map.Entry::getKey);
    }

    @Override
    public NodeState state(NodeId node) {
        return process(node).state();
    }

    @Override
    public String kill(NodeId node) {
        return process(node).kill();
    }

    @Override
    public String start(NodeId node) {
        return process(node).start(program(deployment, node, topology));
    }

    @Override
    public String pause(NodeId node) {
        return process(node).pause();
    }

    @Override
    public String resume(NodeId node) {
        return process(node).resume();
    }

    private NodeProcess process(NodeId node) {
        NodeProcess process = processes.get(node);
        if (process == null) {
            throw new IllegalArgumentException("no node of this cluster: " + node);
        }
        return process;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<NodeReport> reports() {
        Map<NodeId, NodeStatus> answers = statuses();
        return processes.entrySet().stream()
                .map(entry -> new NodeReport(
                        entry.getKey(),
                        answers.containsKey(entry.getKey()),
                        entry.getValue().exits(),
                        entry.getValue().logs().stream()
                                .map(log -> "nodes/" + entry.getKey() + "/"
                                        + log.file().getFileName())
                                .toList(),
                        entry.getValue().alarms()))
                .toList();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is shutting down: the hook itself may be what calls, or will come after.
        }
        end();
    }

    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        // Killed by the harness, so that their ends are not told as their own.
        processes.values().forEach(NodeProcess::kill);
        guard.close();
        network.close();
        block.close();
        for (NodeId node : processes.keySet()) {
            deleteQuietly(topology.nodeFolder(node).resolve("hosts"));
            if (!world.keepsData()) {
                deleteQuietly(Path.of(topology.dataFolder(node)));
            }
        }
    }

    private static void deleteQuietly(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + root, e);
        }
    }
}
