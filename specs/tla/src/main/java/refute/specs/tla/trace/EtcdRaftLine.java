package refute.specs.tla.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A line as go.etcd.io/raft's tracing has it in a log: {@code {"tag":"trace","event":{"name","nid","state":{..},"role","log","conf","msg","prop"}}},
 * among other fields and other lines, which are ignored. Names of nodes are numbers in quotation marks; there are no numbers of events.
 *
 * @param event what stands at {@code event}
 * @param seconds what stands at {@code ts}
 */
record EtcdRaftLine(JsonNode event, JsonNode seconds) {
    private static final double NANOS = 1e9;

    /** The event of a line; empty if it tells of something else. */
    static Optional<EtcdRaftLine> of(JsonNode line) {
        return line.path("tag").asString("").equals("trace")
                ? Optional.of(new EtcdRaftLine(line.path("event"), line.path("ts")))
                : Optional.empty();
    }

    @Nullable
    Object name() {
        return value(event.path("name"));
    }

    @Nullable
    Object node() {
        return value(event.path("nid"));
    }

    /** -1 if it does not say. */
    long atNanos() {
        return seconds.isNumber() ? (long) (seconds.asDouble() * NANOS) : -1;
    }

    /** What the spec cannot follow, if there is something. */
    Optional<String> beyond() {
        JsonNode changes = change().path("changes");
        if (event.path("conf").path(1).size() > 0 || changes.size() > 1) {
            return Optional.of("has a joint configuration, or several changes at once: these cannot be followed");
        }
        return Optional.empty();
    }

    @Nullable
    Object argument(String field) {
        JsonNode first = change().path("changes").path(0);
        return switch (field) {
            // A configuration without voters is left out.
            case "newconf" -> change().has(field) ? value(change().path(field)) : List.of();
            case "action" -> value(first.path(field));
            case "who" -> value(first.path("nid"));
            default -> value(event.path("msg").path(field));
        };
    }

    @Nullable
    Object state(String field) {
        return switch (field) {
            case "role", "log" -> value(event.path(field));
            case "voters" -> value(event.path("conf").path(0));
            default -> value(event.path("state").path(field));
        };
    }

    private JsonNode change() {
        return event.path("prop").path("cc");
    }

    /** As {@link TraceReader} has values; itself if it is of a kind that no event has. */
    private static @Nullable Object value(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            return node.asLong();
        }
        if (!node.isArray()) {
            return node;
        }
        List<Object> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(item.isString() ? item.asString() : item);
        }
        return items;
    }
}
