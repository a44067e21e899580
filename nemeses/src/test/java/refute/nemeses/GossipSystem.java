package refute.nemeses;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;

/**
 * Nodes that tell each other a counter: a system of which every link's state can be asked.
 *
 * @param named whether peers are told by name or by address
 * @param extra further arguments of every node
 */
record GossipSystem(boolean named, List<String> extra) implements SystemInstance {
    static GossipSystem byName() {
        return new GossipSystem(true, List.of());
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public NodePlan plan(NodeId node, Topology topology) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GossipNode.class.getName(),
                node.toString(),
                topology.listen(node, PortPurpose.PEER).toString(),
                topology.listen(node, PortPurpose.CLIENT).toString()));
        for (NodeId peer : topology.nodes()) {
            if (!peer.equals(node)) {
                arguments.add(peer + "="
                        + (named
                                ? topology.advertised(peer, PortPurpose.PEER)
                                : topology.dialed(node, peer, PortPurpose.PEER)));
            }
        }
        arguments.addAll(extra);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new NodePlan.Program(java, arguments, new LinkedHashMap<>(), "");
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        throw new IllegalArgumentException("no clients here");
    }

    @Override
    public Optional<NodeStatus> status(Connection connection) {
        return ask(connection, "heard").map(answer -> new NodeStatus(false, 0, version()));
    }

    /** The last counter that the node heard from its peer; empty if it does not answer. */
    static Optional<Long> heard(Connection connection, NodeId peer) {
        return ask(connection, "heard " + peer);
    }

    static Optional<Long> missed(Connection connection, NodeId peer) {
        return ask(connection, "missed " + peer);
    }

    private static Optional<Long> ask(Connection connection, String question) {
        int timeout = (int) connection.timeout().toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            connection.endpoint().host(), connection.endpoint().port()),
                    timeout);
            socket.setSoTimeout(timeout);
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line == null ? Optional.empty() : Optional.of(Long.parseLong(line));
        } catch (IOException e) {
            // No answer is what is asked about.
            return Optional.empty();
        }
    }

    @Override
    public void close() {}
}
