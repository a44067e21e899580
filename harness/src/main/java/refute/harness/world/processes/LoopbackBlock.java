package refute.harness.world.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.PortPurpose;

/**
 * The loopback addresses 127.X.Y.* of one run, which no other run uses meanwhile.
 *
 * <p>Claimed by listening on one address of the block: the kernel lets only one process do that, whoever runs it, and frees it
 * when the process is gone, however it went. The addresses speak: node j is 127.X.Y.(100+j), and its peer i reaches it by the
 * proxy at 127.X.Y.(10i+j), clients (i = 0) by 127.X.Y.j.
 */
final class LoopbackBlock implements AutoCloseable {
    private static final int BLOCKS_TRIED_MAX = 64;
    private static final int CLAIM_HOST = 254;
    private static final int CLAIM_PORT = 2378;

    /** Peer and client ports that are tried: those of etcd first, as they are known to people who read its logs. */
    private static final List<Ports> PORTS =
            List.of(new Ports(2380, 2379), new Ports(12_380, 12_379), new Ports(22_380, 22_379));

    private record Ports(int peer, int client) {
        int of(PortPurpose purpose) {
            return switch (purpose) {
                case PEER -> peer;
                case CLIENT -> client;
            };
        }
    }

    private final String prefix;
    private final Ports ports;
    private final ServerSocket claim;

    private LoopbackBlock(String prefix, Ports ports, ServerSocket claim) {
        this.prefix = prefix;
        this.ports = ports;
        this.claim = claim;
    }

    /**
     * A free block, by preference the one that the seed names.
     *
     * @throws BadInput if the ports are taken on every block that was tried
     */
    static LoopbackBlock claim(Seed seed, List<NodeId> nodes) {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < BLOCKS_TRIED_MAX; i++) {
            String prefix = "127." + (64 + seed.at(2L * i, 128)) + "." + seed.at(2L * i + 1, 256) + ".";
            Optional<ServerSocket> claim = listen(prefix + CLAIM_HOST, CLAIM_PORT);
            if (claim.isPresent()) {
                for (Ports ports : PORTS) {
                    LoopbackBlock block = new LoopbackBlock(prefix, ports, claim.get());
                    Optional<Endpoint> inUse = block.firstInUse(nodes);
                    if (inUse.isEmpty()) {
                        return block;
                    }
                    taken.add(inUse.get().toString());
                }
                closeQuietly(claim.get());
            }
        }
        throw new BadInput(
                "loopback ports",
                "in use by other programs: "
                        + (taken.isEmpty()
                                ? "port " + CLAIM_PORT + " on all addresses"
                                : String.join(", ", taken.subList(0, Math.min(6, taken.size())))),
                "end what listens there, often a container that publishes the port on all addresses (ss -ltnp shows it)");
    }

    /** What the node binds. */
    Endpoint own(NodeId node, PortPurpose purpose) {
        return new Endpoint(prefix + (100 + node.number()), ports.of(purpose));
    }

    /** Where the proxy of this link listens. */
    Endpoint proxy(NodeId from, NodeId to, PortPurpose purpose) {
        return new Endpoint(prefix + (10 * from.number() + to.number()), ports.of(purpose));
    }

    private Optional<Endpoint> firstInUse(List<NodeId> nodes) {
        List<Endpoint> all = new ArrayList<>();
        for (NodeId to : nodes) {
            all.add(own(to, PortPurpose.PEER));
            all.add(own(to, PortPurpose.CLIENT));
            all.add(proxy(NodeId.CLIENTS, to, PortPurpose.CLIENT));
            for (NodeId from : nodes) {
                if (!from.equals(to)) {
                    all.add(proxy(from, to, PortPurpose.PEER));
                }
            }
        }
        return all.stream()
                .filter(endpoint -> {
                    Optional<ServerSocket> probe = listen(endpoint.host(), endpoint.port());
                    probe.ifPresent(LoopbackBlock::closeQuietly);
                    return probe.isEmpty();
                })
                .findFirst();
    }

    private static Optional<ServerSocket> listen(String host, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
                return Optional.of(socket);
            } catch (IOException e) {
                // In use: the answer to the question, not an error.
                socket.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a listening socket does not close", e);
        }
    }

    @Override
    public void close() {
        closeQuietly(claim);
    }

    @Override
    public String toString() {
        return prefix + "*";
    }
}
