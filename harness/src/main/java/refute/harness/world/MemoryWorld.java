package refute.harness.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import refute.harness.check.NodeReport;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.system.Capability;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.Topology;

/**
 * The world of systems whose nodes are objects in the harness's own process: nothing is started, nothing has a link, and
 * nothing can be done to a node. It exists for teaching, for tests, and to measure what the harness itself costs.
 */
public final class MemoryWorld implements World {
    public static final String NAME = "memory";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "nodes are objects in this process; nothing can go wrong with them";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Optional<String> lacks() {
        return Optional.empty();
    }

    /** @throws refute.harness.BadInput if the system has nodes that must be started */
    @Override
    public Cluster deploy(Deployment deployment) {
        for (NodeId node : deployment.nodes()) {
            NodePlan plan = deployment.system().plan(node, new Nowhere(deployment));
            if (!(plan instanceof NodePlan.InHarness)) {
                throw new refute.harness.BadInput(
                        "world " + NAME, "node " + node + " must be started as a program", "try world processes");
            }
        }
        return new Objects(deployment);
    }

    /** Addresses of nodes that have none: nobody dials them. */
    private record Nowhere(Deployment deployment) implements Topology {
        private static final Endpoint NO_ENDPOINT = new Endpoint("memory", 0);

        @Override
        public List<NodeId> nodes() {
            return deployment.nodes();
        }

        @Override
        public Endpoint listen(NodeId node, PortPurpose purpose) {
            return NO_ENDPOINT;
        }

        @Override
        public Endpoint advertised(NodeId node, PortPurpose purpose) {
            return NO_ENDPOINT;
        }

        @Override
        public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
            return NO_ENDPOINT;
        }

        @Override
        public String dataFolder(NodeId node) {
            return deployment.folder().resolve("nodes").resolve(node.toString()).toString();
        }
    }

    private record Objects(Deployment deployment) implements Cluster {
        @Override
        public List<NodeId> nodes() {
            return deployment.nodes();
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Connection connection(NodeId node) {
            return new Connection(node, Nowhere.NO_ENDPOINT, deployment.operationTimeout(), deployment.reads());
        }

        @Override
        public Optional<NodeStatus> status(NodeId node) {
            return deployment.system().status(connection(node));
        }

        @Override
        public Optional<NodeId> leader() {
            return nodes().stream()
                    .filter(node -> status(node).map(NodeStatus::leader).orElse(false))
                    .findFirst();
        }

        @Override
        public NodeState state(NodeId node) {
            return NodeState.RUNNING;
        }

        @Override
        public String kill(NodeId node) {
            throw impossible();
        }

        @Override
        public String start(NodeId node) {
            throw impossible();
        }

        @Override
        public String pause(NodeId node) {
            throw impossible();
        }

        @Override
        public String resume(NodeId node) {
            throw impossible();
        }

        @Override
        public Network network() {
            return new NoNetwork();
        }

        @Override
        public List<NodeReport> reports() {
            List<NodeReport> reports = new ArrayList<>();
            for (NodeId node : nodes()) {
                reports.add(new NodeReport(node, true, List.of(), List.of(), List.of()));
            }
            return reports;
        }

        @Override
        public void close() {}
    }

    private record NoNetwork() implements Network {
        @Override
        public void impose(String id, Map<Way, Impairment> impairments) {
            throw impossible();
        }

        @Override
        public void lift(String id) {}

        @Override
        public void liftAll() {}

        @Override
        public Map<Way, Traffic> traffic() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    private static UnsupportedOperationException impossible() {
        return new UnsupportedOperationException(
                "nodes of world " + NAME + " are objects: nothing can be done to them");
    }
}
