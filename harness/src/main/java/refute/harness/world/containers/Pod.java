package refute.harness.world.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import refute.harness.Seed;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;

/**
 * A node's place in the network: a container of the real Toxiproxy, which lives as long as the run.
 *
 * @param node whose
 * @param container its id
 * @param process of the engine, as the machine that runs the containers numbers it
 * @param address in the run's network
 * @param api of the engine, from outside
 * @param client the proxy for clients, from outside
 * @param side the node's own port for clients, from outside: not through a proxy
 */
record Pod(NodeId node, String container, long process, String address, Endpoint api, Endpoint client, Endpoint side) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final ExposedPort API = ExposedPort.tcp(8474);
    private static final ExposedPort CLIENT = ExposedPort.tcp(PodTopology.CLIENT_PROXY_PORT);
    private static final ExposedPort SIDE = ExposedPort.tcp(PodTopology.CLIENT_PORT);

    static Pod start(NodeId node, List<NodeId> nodes, Tag tag, String image, Seed seed) {
        Bare container = new Bare(
                image,
                tag,
                tag.network() + "-" + node + "-net",
                created -> {},
                command -> settle(command, node, nodes));
        container.withNetworkMode(tag.network());
        container.withCommand(
                "-host=0.0.0.0",
                "-port=" + API.getPort(),
                "-seed=" + (seed.substream(node.toString()).value() & Long.MAX_VALUE),
                "-proxy-metrics");
        container.start();
        InspectContainerResponse seen =
                Docker.client().inspectContainerCmd(container.getContainerId()).exec();
        String address = Objects.requireNonNull(
                        seen.getNetworkSettings().getNetworks().get(tag.network()))
                .getIpAddress();
        Ports ports = seen.getNetworkSettings().getPorts();
        return new Pod(
                node,
                container.getContainerId(),
                Objects.requireNonNull(seen.getState().getPidLong()),
                Objects.requireNonNull(address),
                published(ports, API),
                published(ports, CLIENT),
                published(ports, SIDE));
    }

    private static void settle(CreateContainerCmd command, NodeId node, List<NodeId> nodes) {
        List<ExposedPort> ports = List.of(API, CLIENT, SIDE);
        command.withHostName(node.toString()).withExposedPorts(ports);
        Bare.hostConfig(command)
                .withExtraHosts(nodes.stream()
                        .map(peer -> PodTopology.name(peer) + ":" + LOOPBACK)
                        .toArray(String[]::new))
                .withPortBindings(ports.stream()
                        .map(port -> new PortBinding(Ports.Binding.bindIp(LOOPBACK), port))
                        .toList());
    }

    private static Endpoint published(Ports ports, ExposedPort port) {
        return Stream.of(ports.getBindings().get(port))
                .findFirst()
                .map(binding -> new Endpoint(LOOPBACK, Integer.parseInt(binding.getHostPortSpec())))
                .orElseThrow(() -> new IllegalStateException("the engine published no port for " + port));
    }
}
