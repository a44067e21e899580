package refute.kv.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import refute.kv.NodeId;
import refute.kv.raft.Members;
import refute.kv.raft.Settings;
import refute.service.HostPort;

/**
 * What a server was told to be.
 *
 * @param cluster the cluster's name
 * @param settings the node's settings, with its name
 * @param initial the members that a new cluster starts with; nobody for a node that waits to be added
 * @param network its addresses
 * @param data its data folder
 * @param trace where to write a trace, if anywhere
 */
public record ServerOptions(
        String cluster, Settings settings, Members initial, Network network, Path data, Optional<Path> trace) {
    /**
     * Addresses, each as host and port.
     *
     * @param peer where other members send to
     * @param client where clients send to
     * @param metrics where metrics are read, if anywhere
     * @param overrides where to reach other members, in place of what the membership says
     */
    public record Network(HostPort peer, HostPort client, Optional<HostPort> metrics, Map<NodeId, String> overrides) {
        public Network {
            overrides = Map.copyOf(overrides);
        }
    }
}
