package refute.systems.kv;

import java.util.ArrayList;
import java.util.List;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.PortPurpose;
import refute.harness.system.Topology;

/** The command line of a server, behind its {@code java}. */
final class KvFlags {
    private KvFlags() {}

    /**
     * What the node is started with, the first time and each time after: with data in its folder the server ignores the members
     * that a new cluster starts with.
     *
     * <p>The members' own peer addresses are names that nobody resolves, and are the same on all nodes; where each node really
     * reaches the others, through its own proxies, {@code --peer} says. So no message can pass by a proxy.
     */
    static List<String> of(NodeId node, Topology topology, String cluster, KvSettings settings) {
        List<String> flags = new ArrayList<>(List.of(
                "--node-id=" + node.number(),
                "--cluster=" + cluster,
                "--data=" + topology.dataFolder(node),
                "--listen-peer=" + topology.listen(node, PortPurpose.PEER),
                "--listen-client=" + topology.listen(node, PortPurpose.CLIENT)));
        for (NodeId member : topology.nodes()) {
            Endpoint nowhere = new Endpoint(
                    member + ".invalid",
                    topology.listen(member, PortPurpose.PEER).port());
            Endpoint clients = topology.advertised(member, PortPurpose.CLIENT);
            flags.add("--member=" + member.number() + "=" + nowhere + "," + clients);
            if (!member.equals(node)) {
                flags.add("--peer=" + member.number() + "=" + topology.dialed(node, member, PortPurpose.PEER));
            }
        }
        settings.serverFlags().forEach((name, value) -> flags.add("--" + name + "=" + value));
        if (settings.leaseReads()) {
            flags.add("--lease-reads");
        }
        if (settings.trace()) {
            flags.add("--trace=" + NodeTraces.fileBeside(topology.dataFolder(node)));
        }
        return flags;
    }
}
