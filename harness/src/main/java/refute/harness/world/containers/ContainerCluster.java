package refute.harness.world.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.check.NodeReport;
import refute.harness.system.Capability;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.EngineLinks;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network;
import refute.harness.world.NodeState;
import refute.harness.world.node.RollCall;

/** The pods and nodes of one run. */
final class ContainerCluster implements Cluster {
    private final Containers world;
    private final Deployment deployment;
    private final Ground ground;
    private final PodTopology topology;
    private final Network network;
    private final SequencedMap<NodeId, NodeContainer> nodes = new LinkedHashMap<>();
    private final RollCall roll;

    private ContainerCluster(
            Containers world, Deployment deployment, Ground ground, PodTopology topology, Network network) {
        this.world = world;
        this.deployment = deployment;
        this.ground = ground;
        this.topology = topology;
        this.network = network;
        topology.pods().forEach((node, pod) -> nodes.put(node, new NodeContainer(pod, ground.tag(), folder(node))));
        this.roll = new RollCall(deployment, nodes, node -> topology.pod(node).side());
        ground.beforeEnd(() -> nodes.values().forEach(NodeContainer::abandon));
    }

    /** On this ground, which the caller closes if it fails: pods, proxies, nodes, and then until the system answers. */
    static ContainerCluster build(Containers world, Deployment deployment, Ground ground) throws InterruptedException {
        Docker.provide(world.engineImage());
        PodTopology topology = pods(world, deployment, ground);
        Network network = world.links()
                .open(topology.pods().values().stream()
                        .map(pod -> engine(pod, topology))
                        .toList());
        ContainerCluster cluster = new ContainerCluster(world, deployment, ground, topology, network);
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException | Error | InterruptedException e) {
            network.close();
            throw e;
        }
    }

    private static PodTopology pods(Containers world, Deployment deployment, Ground ground)
            throws InterruptedException {
        Seed seed = deployment.seed().substream("links");
        List<NodeId> nodes = deployment.nodes();
        SequencedMap<NodeId, Pod> pods = new LinkedHashMap<>();
        Together.all(tasks(nodes, node -> () -> Pod.start(node, nodes, ground.tag(), world.engineImage(), seed)))
                .forEach(pod -> pods.put(pod.node(), pod));
        return new PodTopology(pods);
    }

    private static EngineLinks.Engine engine(Pod pod, PodTopology topology) {
        List<Link> links = topology.links(pod.node());
        return new EngineLinks.Engine(pod.api(), links, new PodSockets(pod.process(), links));
    }

    private static <T> List<Callable<T>> tasks(List<NodeId> nodes, Function<NodeId, Callable<T>> task) {
        return nodes.stream().map(task).toList();
    }

    private void startAll() throws InterruptedException {
        for (String image : images()) {
            Docker.provide(image);
        }
        nodes.keySet().forEach(this::makeFolder);
        Together.all(tasks(nodes(), node -> () -> start(node)));
        roll.awaitReady();
    }

    private Set<String> images() {
        Set<String> images = new TreeSet<>();
        nodes().forEach(node -> images.add(plan(node).image()));
        return images;
    }

    private NodePlan.Program plan(NodeId node) {
        return switch (deployment.system().plan(node, topology)) {
            case NodePlan.Program program -> {
                if (program.image().isEmpty()) {
                    throw new BadInput("world containers", "this system has no image", "--world processes, or --image");
                }
                yield program;
            }
            case NodePlan.InHarness inHarness ->
                throw new BadInput("world containers", "this system's nodes are no programs", "leave out --world");
        };
    }

    private Path folder(NodeId node) {
        return deployment.folder().resolve("nodes").resolve(node.toString());
    }

    private void makeFolder(NodeId node) {
        try {
            Files.createDirectories(folder(node));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder(node), e);
        }
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
        return new Connection(node, topology.pod(node).client(), deployment.operationTimeout(), deployment.reads());
    }

    @Override
    public Optional<NodeStatus> status(NodeId node) {
        return roll.status(node);
    }

    @Override
    public Optional<NodeId> leader() {
        return roll.leader();
    }

    @Override
    public NodeState state(NodeId node) {
        return node(node).state();
    }

    @Override
    public String kill(NodeId node) {
        return node(node).kill();
    }

    @Override
    public String start(NodeId node) {
        return node(node).start(plan(node));
    }

    @Override
    public String pause(NodeId node) {
        return node(node).pause();
    }

    @Override
    public String resume(NodeId node) {
        return node(node).resume();
    }

    private NodeContainer node(NodeId id) {
        NodeContainer node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node of this cluster: " + id);
        }
        return node;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<NodeReport> reports() {
        return roll.reports();
    }

    @Override
    public void close() {
        ground.close();
        network.close();
    }
}
