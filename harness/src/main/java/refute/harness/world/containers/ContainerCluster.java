package refute.harness.world.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.system.Capability;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.world.Deployment;
import refute.harness.world.EngineLinks;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network;
import refute.harness.world.node.Interruption;
import refute.harness.world.node.NodeCluster;

/** The pods and nodes of one run. */
final class ContainerCluster extends NodeCluster<NodeContainer> {
    private final Containers world;
    private final Ground ground;
    private final PodTopology topology;

    private ContainerCluster(
            Containers world, Deployment deployment, Ground ground, PodTopology topology, Network network) {
        super(
                deployment,
                containers(deployment, ground, topology),
                node -> topology.pod(node).side(),
                node -> topology.pod(node).client(),
                network);
        this.world = world;
        this.ground = ground;
        this.topology = topology;
        ground.beforeEnd(() -> members().values().forEach(NodeContainer::abandon));
    }

    /** No node writes any more before the first file is copied: what one tells of another is in the other's file, too. */
    private void bringEvidence() {
        List<NodeContainer> telling =
                members().values().stream().filter(NodeContainer::hasEvidence).toList();
        telling.forEach(NodeContainer::kill);
        telling.forEach(NodeContainer::bringEvidence);
    }

    private static SequencedMap<NodeId, NodeContainer> containers(
            Deployment deployment, Ground ground, PodTopology topology) {
        SequencedMap<NodeId, NodeContainer> containers = new LinkedHashMap<>();
        topology.pods()
                .forEach((node, pod) ->
                        containers.put(node, new NodeContainer(pod, ground.tag(), folder(deployment, node))));
        return containers;
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
        nodes().forEach(this::makeFolder);
        Together.all(tasks(nodes(), node -> () -> start(node)));
        awaitReady();
    }

    private Set<String> images() {
        Set<String> images = new TreeSet<>();
        nodes().forEach(node -> images.add(plan(node).image()));
        return images;
    }

    private NodePlan.Program plan(NodeId node) {
        return switch (deployment().system().plan(node, topology)) {
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

    private static Path folder(Deployment deployment, NodeId node) {
        return deployment.folder().resolve("nodes").resolve(node.toString());
    }

    private void makeFolder(NodeId node) {
        Path folder = folder(deployment(), node);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.copyOf(world.capabilities());
    }

    @Override
    public String start(NodeId node) {
        return member(node).start(plan(node));
    }

    @Override
    public void close() {
        try {
            Interruption.putOff(this::bringEvidence);
        } finally {
            ground.close();
            network().close();
        }
    }
}
