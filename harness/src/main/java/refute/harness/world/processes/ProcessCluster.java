package refute.harness.world.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.PortPurpose;
import refute.harness.world.Deployment;
import refute.harness.world.node.NodeCluster;

/** The nodes of one run as child processes. */
final class ProcessCluster extends NodeCluster<NodeProcess> {
    private final Processes world;
    private final LoopbackBlock block;
    private final LoopbackTopology topology;
    private final Guard guard;
    private final Thread hook =
            Thread.ofPlatform().name("refute end of processes").unstarted(this::end);
    private boolean closed;

    private ProcessCluster(Processes world, Deployment deployment, LoopbackTopology topology, Guard guard) {
        super(
                deployment,
                processes(world, deployment, topology, guard),
                node -> topology.block().own(node, PortPurpose.CLIENT),
                node -> topology.block().proxy(NodeId.CLIENTS, node, PortPurpose.CLIENT),
                world.links()
                        .open(
                                deployment.runId(),
                                topology.links(),
                                deployment.seed().substream("links")));
        this.world = world;
        this.block = topology.block();
        this.topology = topology;
        this.guard = guard;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static SequencedMap<NodeId, NodeProcess> processes(
            Processes world, Deployment deployment, LoopbackTopology topology, Guard guard) {
        SequencedMap<NodeId, NodeProcess> processes = new LinkedHashMap<>();
        for (NodeId node : deployment.nodes()) {
            processes.put(node, new NodeProcess(node, topology.nodeFolder(node), world.wiring(), guard));
        }
        return processes;
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
        nodes().forEach(this::start);
        awaitReady();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.copyOf(world.capabilities());
    }

    @Override
    public String start(NodeId node) {
        return member(node).start(program(deployment(), node, topology));
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
        members().values().forEach(NodeProcess::kill);
        guard.close();
        network().close();
        block.close();
        for (NodeId node : nodes()) {
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
