package refute.systems.tree.nodes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.JavaProgram;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;
import refute.tree.mutant.Mutants;
import refute.tree.server.FailingStorage;
import refute.tree.server.TreeServer;

/** The server as one run uses it. Safe for several threads. */
final class TreeInstance implements SystemInstance {
    private final JavaProgram program;
    private final Settings settings;
    /** Kept, because whoever waits for a node asks it often. */
    private final Map<Endpoint, ServerLink> statusLinks = new ConcurrentHashMap<>();

    /**
     * What a run asks of the server besides its addresses.
     *
     * @param mutant the bug that is switched on, if any
     * @param diskErrors one in how many calls of the disk fails, if any do
     * @param serverFlags flags of the server, by name, values as the server takes them
     */
    record Settings(Optional<String> mutant, Optional<Integer> diskErrors, SequencedMap<String, String> serverFlags) {
        /** Whether the node must be a test build. */
        boolean needsTestBuild() {
            return mutant.isPresent() || diskErrors.isPresent();
        }
    }

    TreeInstance(JavaProgram program, Settings settings) {
        this.program = program;
        this.settings = settings;
    }

    @Override
    public String version() {
        return TreeServer.VERSION;
    }

    @Override
    public NodePlan plan(NodeId node, Topology topology) {
        List<String> flags = new ArrayList<>(List.of(
                "--data=" + topology.dataFolder(node), "--listen-client=" + topology.listen(node, PortPurpose.CLIENT)));
        settings.serverFlags().forEach((name, value) -> flags.add("--" + name + "=" + value));
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        settings.mutant().ifPresent(mutant -> properties.put(Mutants.PROPERTY, mutant));
        settings.diskErrors().ifPresent(oneIn -> {
            properties.put(FailingStorage.PROPERTY, Integer.toString(oneIn));
            // A node that ended would be held against it: these errors pass.
            flags.add("--on-disk-failure=reopen");
        });
        return program.running(TreeServer.class, properties, flags);
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        return TreeContracts.over(ServerLink.open(connection), contract);
    }

    @Override
    public Optional<NodeStatus> status(Connection connection) {
        return statusLinks
                .computeIfAbsent(connection.endpoint(), endpoint -> ServerLink.open(connection))
                .status();
    }

    @Override
    public void close() {
        statusLinks.values().forEach(ServerLink::close);
        statusLinks.clear();
    }
}
