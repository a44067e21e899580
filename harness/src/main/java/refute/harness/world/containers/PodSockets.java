package refute.harness.world.containers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import refute.harness.fault.Way;
import refute.harness.system.Endpoint;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network.Traffic;

/**
 * Bytes on the open connections of a pod's engine, as the kernel of the machine that runs the containers knows them.
 *
 * <p>Root is told how much went through each socket, by {@code ss} in the pod's network. Anybody on that machine is told how much
 * waits there unread, which shows that a way is stalled, but not what passes. From elsewhere nothing is seen.
 *
 * @param process the engine's
 * @param links that it carries
 */
record PodSockets(long process, List<Link> links) implements Supplier<Map<Way, Traffic>> {
    private static final int OUTPUT_BYTES_MAX = 4 << 20;
    private static final long WITHIN_SECONDS = 5;
    /** State, two queues, local and peer address; the rest has the counters by name. */
    private static final Pattern SOCKET = Pattern.compile("(?m)^ESTAB\\s+\\d+\\s+\\d+\\s+(\\S+)\\s+(\\S+)\\s(.*)$");

    /** Number, local and peer address, state 01 (established), two queues; all in hexadecimal digits. */
    private static final Pattern QUEUE = Pattern.compile(
            "(?m)^ *\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]*([0-9A-F]{8}:[0-9A-F]{4}) 01 [0-9A-F]+:([0-9A-F]{8}) ");

    private static final Pattern ACKNOWLEDGED = Pattern.compile("\\bbytes_acked:(\\d{1,18})");
    private static final Pattern RECEIVED = Pattern.compile("\\bbytes_received:(\\d{1,18})");

    @Override
    public Map<Way, Traffic> get() {
        String counters = counters();
        return counters.isEmpty() ? waiting(queues("tcp") + queues("tcp6")) : counted(counters);
    }

    /** The pod's sockets with their counters; empty if they cannot be had. */
    private String counters() {
        ProcessBuilder command = new ProcessBuilder(
                        "nsenter", "-t", Long.toString(process), "-n", "ss", "-H", "-t", "-i", "-n", "-p", "-O")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process asked = command.start();
            try {
                byte[] output = asked.getInputStream().readNBytes(OUTPUT_BYTES_MAX);
                boolean ended = asked.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS);
                return ended && asked.exitValue() == 0 ? new String(output, StandardCharsets.US_ASCII) : "";
            } finally {
                asked.destroyForcibly();
            }
        } catch (IOException e) {
            // No such program: then less is seen, as said.
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * What was received on the accepted side of a proxy went in upstream; what its peer acknowledged there came out
     * downstream. On the dialed side it is the other way round.
     */
    Map<Way, Traffic> counted(String table) {
        Map<Way, Traffic> traffic = new LinkedHashMap<>();
        Matcher socket = SOCKET.matcher(table);
        while (socket.find()) {
            String rest = socket.group(3);
            // The node's own sockets are in the same table.
            if (!rest.contains("pid=" + process + ",")) {
                continue;
            }
            long received = counter(RECEIVED, rest);
            long acknowledged = counter(ACKNOWLEDGED, rest);
            for (Link link : links) {
                Way there = new Way(link.from(), link.to());
                Way back = new Way(link.to(), link.from());
                if (port(socket.group(1)) == link.listen().port()) {
                    add(traffic, there, new Traffic(received, 0, 1));
                    add(traffic, back, new Traffic(0, acknowledged, 1));
                } else if (matches(socket.group(2), link.upstream())) {
                    add(traffic, there, new Traffic(0, acknowledged));
                    add(traffic, back, new Traffic(received, 0));
                }
            }
        }
        return traffic;
    }

    /** A table of all sockets in the engine's network, as the kernel shows it to everybody; empty if there is none. */
    private String queues(String protocol) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), "net", protocol));
        } catch (IOException e) {
            // The containers' kernel is not ours, or not Linux.
            return "";
        }
    }

    /**
     * What waits on the accepted side of a proxy went in upstream; on the dialed side, downstream. The port on which a proxy
     * listens and the address that it dials tell its sockets from the node's own.
     */
    Map<Way, Traffic> waiting(String table) {
        Map<Way, Traffic> traffic = new LinkedHashMap<>();
        Matcher socket = QUEUE.matcher(table);
        while (socket.find()) {
            long unread = Long.parseLong(socket.group(3), 16);
            for (Link link : links) {
                Way there = new Way(link.from(), link.to());
                Way back = new Way(link.to(), link.from());
                if (Integer.parseInt(socket.group(1), 16) == link.listen().port()) {
                    add(traffic, there, new Traffic(unread, 0, 1));
                    add(traffic, back, new Traffic(0, 0, 1));
                } else if (socket.group(2).equals(hexadecimal(link.upstream()))) {
                    add(traffic, back, new Traffic(unread, 0));
                }
            }
        }
        return traffic;
    }

    /** As the kernel writes it: the four bytes of the address as one number of this machine, then the port. */
    private static String hexadecimal(Endpoint endpoint) {
        ByteBuffer address = ByteBuffer.allocate(Integer.BYTES);
        for (String part : endpoint.host().split("\\.", -1)) {
            address.put((byte) Integer.parseInt(part));
        }
        return "%08X:%04X".formatted(address.order(ByteOrder.nativeOrder()).getInt(0), endpoint.port());
    }

    private static void add(Map<Way, Traffic> traffic, Way way, Traffic more) {
        traffic.merge(
                way,
                more,
                (a, b) -> new Traffic(
                        a.bytesIn() + b.bytesIn(), a.bytesOut() + b.bytesOut(), a.connections() + b.connections()));
    }

    private static long counter(Pattern which, String text) {
        Matcher found = which.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Addresses of IPv4 may be written as those of IPv6: {@code [::ffff:172.18.0.3]:2382}. */
    private static boolean matches(String address, Endpoint endpoint) {
        return address.replace("[::ffff:", "").replace("]", "").equals(endpoint.toString());
    }
}
