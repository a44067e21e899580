package refute.harness.world.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import refute.harness.check.NodeReport;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.Network;
import refute.harness.world.NodeState;

/**
 * The part of a cluster of real nodes that does not depend on what they are made of.
 *
 * @param <N> its nodes
 */
public abstract class NodeCluster<N extends Node> implements Cluster {
    private final Deployment deployment;
    private final SequencedMap<NodeId, N> nodes;
    private final Function<NodeId, Endpoint> clientsSide;
    private final Network network;
    private final RollCall roll;

    /**
     * @param nodes in order
     * @param side where a node itself is asked, past its links
     * @param clientsSide where clients reach it
     */
    protected NodeCluster(
            Deployment deployment,
            SequencedMap<NodeId, N> nodes,
            Function<NodeId, Endpoint> side,
            Function<NodeId, Endpoint> clientsSide,
            Network network) {
        this.deployment = deployment;
        this.nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        this.clientsSide = clientsSide;
        this.network = network;
        this.roll = new RollCall(deployment, this.nodes, side);
    }

    /** Waits until the system answers. */
    protected final void awaitReady() throws InterruptedException {
        roll.awaitReady();
    }

    protected final Deployment deployment() {
        return deployment;
    }

    protected final SequencedMap<NodeId, N> members() {
        return nodes;
    }

    /** @throws IllegalArgumentException if there is no such node */
    protected final N member(NodeId id) {
        N node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node of this cluster: " + id);
        }
        return node;
    }

    @Override
    public final List<NodeId> nodes() {
        return deployment.nodes();
    }

    @Override
    public final Connection connection(NodeId node) {
        return new Connection(node, clientsSide.apply(node), deployment.operationTimeout(), deployment.reads());
    }

    @Override
    public final Optional<NodeStatus> status(NodeId node) {
        return roll.status(node);
    }

    @Override
    public final Optional<NodeId> leader() {
        return roll.leader();
    }

    @Override
    public final NodeState state(NodeId node) {
        return member(node).state();
    }

    @Override
    public final String kill(NodeId node) {
        return member(node).kill();
    }

    @Override
    public final String pause(NodeId node) {
        return member(node).pause();
    }

    @Override
    public final String resume(NodeId node) {
        return member(node).resume();
    }

    @Override
    public final Network network() {
        return network;
    }

    @Override
    public final List<NodeReport> reports() {
        return roll.reports();
    }
}
