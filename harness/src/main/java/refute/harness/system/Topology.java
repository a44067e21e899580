package refute.harness.system;

import java.util.List;

/**
 * Where everything is, as a world laid it out. Every address that one party dials leads through that party's own proxy for
 * that target, so that each directed link can be cut by itself.
 */
public interface Topology {
    List<NodeId> nodes();

    /** What the node binds for this purpose. */
    Endpoint listen(NodeId node, PortPurpose purpose);

    /**
     * The one name under which the node may be advertised to all others: it resolves, on each node, to that node's own proxy.
     */
    Endpoint advertised(NodeId node, PortPurpose purpose);

    /** What {@code from} dials to reach {@code to}, for systems that take their peers' addresses node by node. */
    Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose);

    /** The folder for the node's data, as the node sees it. It outlives the node's processes. */
    String dataFolder(NodeId node);
}
