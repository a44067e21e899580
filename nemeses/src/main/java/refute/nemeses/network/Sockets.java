package refute.nemeses.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import refute.harness.fault.Way;
import refute.harness.system.Endpoint;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network.Traffic;

/**
 * What Linux knows of the connections that proxies have accepted: how many are open, and how many bytes wait there unread.
 *
 * <p>The real Toxiproxy counts a connection's bytes when it ends, so nothing moves in its figures while a long-lived stream is
 * stalled. But it stops reading, and what the sender sends meanwhile waits in the socket. On other systems there is no such
 * file, and nothing is added.
 */
final class Sockets {
    private static final Path TABLE = Path.of("/proc/net/tcp");
    private static final String ESTABLISHED = "01";

    private Sockets() {}

    /**
     * Traffic with what waits at the proxies added to what went in.
     *
     * <p>What a dialer sends waits at the address where its proxy listens. What it is answered waits at a socket of which only
     * the far end tells anything: the node. It is put down to the first impaired way from that node, since at proxies that pass
     * everything on nothing waits.
     */
    static Map<Way, Traffic> with(Map<Way, Traffic> traffic, List<Link> links, Set<Way> impaired) {
        Map<String, Link> byListen = new HashMap<>();
        Map<String, Way> byUpstream = new HashMap<>();
        for (Link link : links) {
            byListen.put(hex(link.listen()), link);
            Way answers = new Way(link.to(), link.from());
            if (impaired.contains(answers)) {
                byUpstream.putIfAbsent(hex(link.upstream()), answers);
            }
        }
        Map<Way, Traffic> more = new HashMap<>(traffic);
        for (String line : lines()) {
            // sl local_address rem_address st tx_queue:rx_queue …
            String[] columns = line.strip().split("\\s+", 6);
            if (columns.length == 6 && columns[3].equals(ESTABLISHED)) {
                long waiting = Long.parseLong(columns[4].substring(columns[4].indexOf(':') + 1), 16);
                Link dialed = byListen.get(columns[1]);
                if (dialed != null) {
                    more.merge(new Way(dialed.from(), dialed.to()), new Traffic(waiting, 0, 1), Metrics::sum);
                    more.merge(new Way(dialed.to(), dialed.from()), new Traffic(0, 0, 1), Metrics::sum);
                }
                Way answers = byUpstream.get(columns[2]);
                if (answers != null) {
                    more.merge(answers, new Traffic(waiting, 0), Metrics::sum);
                }
            }
        }
        return more;
    }

    private static List<String> lines() {
        try {
            return Files.isReadable(TABLE) ? Files.readAllLines(TABLE) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    /** As the kernel writes it: the address as one number in the machine's byte order (little-endian here), then the port. */
    private static String hex(Endpoint endpoint) {
        try {
            byte[] address = InetAddress.getByName(endpoint.host()).getAddress();
            return String.format(
                    Locale.ROOT,
                    "%02X%02X%02X%02X:%04X",
                    address[3],
                    address[2],
                    address[1],
                    address[0],
                    endpoint.port());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no address: " + endpoint, e);
        }
    }
}
