package refute.toxiproxy.engine;

import java.util.Locale;
import java.util.Optional;

/** The direction of a link, seen from the client. */
public enum Direction {
    /** From the client to the upstream server. */
    UPSTREAM,
    /** From the upstream server back to the client. */
    DOWNSTREAM;

    /** The name in JSON and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name; upper and lower case are the same, as in Toxiproxy. */
    public static Optional<Direction> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "upstream" -> Optional.of(UPSTREAM);
            case "downstream" -> Optional.of(DOWNSTREAM);
            default -> Optional.empty();
        };
    }
}
