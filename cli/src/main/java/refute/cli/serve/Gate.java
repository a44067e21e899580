package refute.cli.serve;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is let in: programs on this machine, and pages that this server sent. Immutable. */
final class Gate {
    /** @param text what the one who is not let in reads */
    record Refusal(int status, String text) {}

    private final Set<String> hosts;

    Gate(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Why this request is not answered; empty if it is. */
    Optional<Refusal> refusal(String method, Headers headers) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return refuse(405, "this server only reads: GET and HEAD");
        }
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.getFirst())) {
            // A name that somebody gave the address of loopback: their page would be of the same origin as ours.
            return refuse(
                    421,
                    "this server is reached as "
                            + String.join(" or ", hosts.stream().sorted().toList()));
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (hosts.stream().noneMatch(one -> origin.equals("http://" + one))) {
                return refuse(403, "pages of other sites are not answered");
            }
        }
        return isForeign(headers) ? refuse(403, "other sites may link here, and no more") : Optional.empty();
    }

    /** What another site's page loads into itself; a link that a person follows is let in. */
    private static boolean isForeign(Headers headers) {
        @Nullable String site = headers.getFirst("Sec-Fetch-Site");
        if (site == null || site.equals("same-origin") || site.equals("none")) {
            return false;
        }
        return !"navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
                || !"document".equals(headers.getFirst("Sec-Fetch-Dest"));
    }

    private static Optional<Refusal> refuse(int status, String text) {
        return Optional.of(new Refusal(status, text));
    }
}
