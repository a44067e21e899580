package refute.harness.world.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.PortPurpose;
import refute.harness.system.Topology;
import refute.harness.world.LinkProxies.Link;

/**
 * Where everything is, as a node sees it from its pod.
 *
 * <p>Nodes have different ports for peers: in pod i, port 2380+i is the node's own, and 2380+j the proxy for node j.
 */
record PodTopology(SequencedMap<NodeId, Pod> pods) implements Topology {
    static final int CLIENT_PORT = 2379;
    static final int CLIENT_PROXY_PORT = 12379;
    /** Where the node's volume is mounted. */
    static final String VOLUME = "/var/lib/refute";

    private static final int PEER_PORT_BASE = 2380;
    private static final String ANY = "0.0.0.0";
    private static final String POD = "127.0.0.1";

    @Override
    public List<NodeId> nodes() {
        return List.copyOf(pods.sequencedKeySet());
    }

    @Override
    public Endpoint listen(NodeId node, PortPurpose purpose) {
        return new Endpoint(ANY, port(node, purpose));
    }

    /** For clients' ports the published port of the clients' proxy: clients are outside. */
    @Override
    public Endpoint advertised(NodeId node, PortPurpose purpose) {
        return switch (purpose) {
            case CLIENT -> pod(node).client();
            case PEER -> new Endpoint(name(node), port(node, purpose));
        };
    }

    @Override
    public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
        return switch (purpose) {
            case CLIENT -> pod(to).client();
            case PEER -> new Endpoint(POD, port(to, purpose));
        };
    }

    /** A folder that the node makes itself, with the rights it likes. */
    @Override
    public String dataFolder(NodeId node) {
        return VOLUME + "/data";
    }

    /** The links that begin in this pod, and the clients' to its node; addresses as its engine sees them. */
    List<Link> links(NodeId node) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(NodeId.CLIENTS, node, new Endpoint(ANY, CLIENT_PROXY_PORT), new Endpoint(POD, CLIENT_PORT)));
        for (Pod peer : pods.values()) {
            if (!peer.node().equals(node)) {
                int port = port(peer.node(), PortPurpose.PEER);
                links.add(new Link(node, peer.node(), new Endpoint(POD, port), new Endpoint(peer.address(), port)));
            }
        }
        return links;
    }

    /** The name that leads, in every pod, to that pod. */
    static String name(NodeId node) {
        return node + ".peer";
    }

    Pod pod(NodeId node) {
        Pod pod = pods.get(node);
        if (pod == null) {
            throw new IllegalArgumentException("no node of this cluster: " + node);
        }
        return pod;
    }

    private static int port(NodeId node, PortPurpose purpose) {
        return switch (purpose) {
            case CLIENT -> CLIENT_PORT;
            case PEER -> PEER_PORT_BASE + node.number();
        };
    }
}
