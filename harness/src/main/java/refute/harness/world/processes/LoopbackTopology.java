package refute.harness.world.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import refute.harness.BadInput;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.PortPurpose;
import refute.harness.system.Topology;
import refute.harness.world.LinkProxies.Link;

/** Where everything is on the block of this run. */
record LoopbackTopology(List<NodeId> nodes, LoopbackBlock block, Wiring wiring, Path folder) implements Topology {
    @Override
    public Endpoint listen(NodeId node, PortPurpose purpose) {
        return block.own(node, purpose);
    }

    /** For clients' ports the address of the clients' proxy, which needs no name: there is one, the same for all who dial. */
    @Override
    public Endpoint advertised(NodeId node, PortPurpose purpose) {
        return switch (purpose) {
            case CLIENT -> block.proxy(NodeId.CLIENTS, node, purpose);
            case PEER -> {
                if (!wiring.named()) {
                    throw new BadInput(
                            "world processes",
                            "this system tells all nodes the same peer names, and this machine allows no private hosts files",
                            "run as root, or allow unprivileged user namespaces, or use --world containers");
                }
                yield new Endpoint(name(node), block.own(node, purpose).port());
            }
        };
    }

    @Override
    public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
        return switch (purpose) {
            case CLIENT -> block.proxy(NodeId.CLIENTS, to, purpose);
            case PEER -> from.equals(to) ? block.own(to, purpose) : block.proxy(from, to, purpose);
        };
    }

    @Override
    public String dataFolder(NodeId node) {
        return nodeFolder(node).resolve("data").toString();
    }

    Path nodeFolder(NodeId node) {
        return folder.resolve("nodes").resolve(node.toString()).toAbsolutePath();
    }

    /** The lines that lead each peer's name to this node's own proxy for it. */
    String hosts(NodeId from) {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        for (NodeId to : nodes) {
            lines.append(dialed(from, to, PortPurpose.PEER).host())
                    .append(' ')
                    .append(name(to))
                    .append('\n');
        }
        return lines.toString();
    }

    /** All directed links: between each two nodes both ways, and from clients to each node. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (NodeId to : nodes) {
            links.add(link(NodeId.CLIENTS, to, PortPurpose.CLIENT));
            for (NodeId from : nodes) {
                if (!from.equals(to)) {
                    links.add(link(from, to, PortPurpose.PEER));
                }
            }
        }
        return links;
    }

    private Link link(NodeId from, NodeId to, PortPurpose purpose) {
        return new Link(from, to, dialed(from, to, purpose), listen(to, purpose));
    }

    private static String name(NodeId node) {
        return node + ".peer";
    }
}
