package refute.toxiproxy.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Addresses as Go's {@code net} package reads and writes them, because the API shows both its formats and its error
 * messages. Service names are the few that matter; Go knows about the same ones without asking the system.
 */
final class HostPort {

    private static final Map<String, Integer> SERVICES = Map.of(
            "domain", 53, "ftp", 21, "ftps", 990, "gopher", 70, "http", 80, "https", 443, "imap2", 143, "imap3", 220,
            "imaps", 993, "pop3", 110);
    private static final Map<String, Integer> MORE_SERVICES =
            Map.of("pop3s", 995, "smtp", 25, "submissions", 465, "ssh", 22, "telnet", 23);

    private HostPort() {}

    /** All addresses that {@code text} stands for; an empty host is the wildcard address. */
    static List<InetSocketAddress> resolve(String text) throws Refusal {
        if (text.isEmpty()) {
            return List.of(new InetSocketAddress(0));
        }
        int split = portAt(text);
        String host = text.substring(0, split - 1);
        int port = port(text.substring(split));
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            return List.of(new InetSocketAddress(port));
        }
        try {
            List<InetSocketAddress> all = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                all.add(new InetSocketAddress(address, port));
            }
            return all;
        } catch (UnknownHostException e) {
            throw new Refusal(500, "lookup " + host + ": no such host");
        }
    }

    /** The address that a listener on {@code text} would use: IPv4 before IPv6, as in Go. */
    static InetSocketAddress first(String text) throws Refusal {
        List<InetSocketAddress> all = resolve(text);
        return all.stream()
                .filter(address -> !(address.getAddress() instanceof Inet6Address))
                .findFirst()
                .orElse(all.get(0));
    }

    /** What Go prints for an address that was resolved but is not bound. */
    static String resolvedText(String text) throws Refusal {
        InetSocketAddress address = first(text);
        boolean noHost = text.isEmpty() || text.startsWith(":");
        return noHost ? ":" + address.getPort() : format(address.getAddress(), address.getPort());
    }

    /** What Go prints for a bound address; a wildcard listener serves both families and shows the IPv6 one. */
    static String boundText(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return host.isAnyLocalAddress() && host instanceof Inet6Address
                ? "[::]:" + address.getPort()
                : format(host, address.getPort());
    }

    private static String format(InetAddress host, int port) {
        return host instanceof Inet6Address
                ? "[" + compress(host.getAddress()) + "]:" + port
                : host.getHostAddress() + ":" + port;
    }

    /** RFC 5952: the longest run of two or more zero groups becomes "::". */
    private static String compress(byte[] bytes) {
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < 8; start++) {
            int length = 0;
            while (start + length < 8 && group(bytes, start + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(bytes, i)));
        }
        return text.toString();
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xff) << 8) | (bytes[2 * index + 1] & 0xff);
    }

    private static int portAt(String text) throws Refusal {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        int close = bracketed ? text.indexOf(']') : -1;
        if (bracketed && close < 0) {
            throw address(text, "missing ']' in address");
        }
        if (colon < 0 || (bracketed && close == text.length() - 1)) {
            throw address(text, "missing port in address");
        }
        if (bracketed ? close + 1 != colon : text.indexOf(':') != colon) {
            boolean elsewhere = bracketed && text.charAt(close + 1) != ':';
            throw address(text, elsewhere ? "missing port in address" : "too many colons in address");
        }
        return colon + 1;
    }

    private static int port(String text) throws Refusal {
        if (text.isEmpty()) {
            return 0;
        }
        Integer service = SERVICES.getOrDefault(text, MORE_SERVICES.getOrDefault(text, -1));
        if (service >= 0) {
            return service;
        }
        if (!text.matches("[+-]?[0-9]+")) {
            throw new Refusal(500, "lookup tcp/" + text + ": unknown port");
        }
        if (!text.matches("\\+?0*[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw address(text, "invalid port");
        }
        return Integer.parseInt(text);
    }

    private static Refusal address(String text, String problem) {
        return new Refusal(500, "address " + text + ": " + problem);
    }
}
