package refute.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import refute.harness.check.Trace;
import refute.harness.check.Witness;
import refute.harness.run.Subject;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What nodes recorded of themselves, as far as a time axis shows it: who did what, and when. Of a long trace the part that ends a little after the
 * event that the spec does not explain, or the beginning.
 *
 * <p>A trace may come from anybody: lines that are no events are left out, and counted.
 *
 * @param events in the order of the trace
 * @param total how many there are in the trace
 * @param odd how many lines are no events
 */
public record RecordedEvents(List<Event> events, long total, long odd) {
    private static final int EVENTS_MAX = 50_000;
    private static final long AFTER_NANOS = 1_000_000_000L;
    private static final int NAME_CHARS_MAX = 40;
    private static final int NODE_DIGITS_MAX = 3;
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * One step of a node.
     *
     * @param nanos since the run began; what came before is at 0
     * @param node its number, from 1
     * @param name what it did
     * @param line of the trace, from 1
     */
    public record Event(long nanos, int node, String name, long line) {}

    public RecordedEvents {
        events = List.copyOf(events);
    }

    /**
     * Reads a trace, of which the beginning of the run is known.
     *
     * @param results what the checkers found
     * @throws IOException if it cannot be read
     */
    public static RecordedEvents of(Trace trace, List<Lead> results) throws IOException {
        OptionalLong focus = results.stream()
                .map(Lead::witness)
                .filter(Witness.Unexplained.class::isInstance)
                .mapToLong(witness -> ((Witness.Unexplained) witness).nanos())
                .filter(nanos -> nanos >= 0)
                .findFirst();
        Deque<Event> kept = new ArrayDeque<>();
        long total = 0;
        long line = 0;
        long odd = 0;
        try (BufferedReader lines = trace.open()) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                Optional<Event> event = event(text, line, trace.origin().orElse(0));
                odd += event.isPresent() || text.isBlank() ? 0 : 1;
                total += event.isPresent() ? 1 : 0;
                event.ifPresent(one -> keep(kept, one, focus));
            }
        }
        return new RecordedEvents(new ArrayList<>(kept), total, odd);
    }

    private static void keep(Deque<Event> kept, Event event, OptionalLong focus) {
        if (kept.size() < EVENTS_MAX) {
            kept.addLast(event);
        } else if (focus.isPresent() && event.nanos() <= focus.getAsLong() + AFTER_NANOS) {
            kept.removeFirst();
            kept.addLast(event);
        }
    }

    /** The place of the event of a witness; empty if it is none of these. */
    public OptionalInt placeOf(Witness.Unexplained witness) {
        for (int n = 0; n < events.size(); n++) {
            Event event = events.get(n);
            if (event.nanos() == witness.nanos()
                    && event.node() == witness.node().number()
                    && event.name().equals(witness.event())) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<Event> event(String text, long line, long origin) {
        long at = -1;
        int node = 0;
        String name = "";
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("at") && value == JsonToken.VALUE_NUMBER_INT) {
                    at = json.getLongValue();
                } else if (field.equals("node") && value == JsonToken.VALUE_STRING) {
                    node = number(json.getString());
                } else if (field.equals("ev") && value == JsonToken.VALUE_STRING) {
                    name = json.getString();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        boolean usable = at >= 0 && node >= 1 && node <= Subject.NODES_MAX && !name.isEmpty();
        return usable
                ? Optional.of(new Event(
                        Math.max(0, at - origin),
                        node,
                        name.length() <= NAME_CHARS_MAX ? name : name.substring(0, NAME_CHARS_MAX),
                        line))
                : Optional.empty();
    }

    /** Of a node's name; 0 if it is none. */
    private static int number(String name) {
        boolean its = name.length() >= 2
                && name.length() <= 1 + NODE_DIGITS_MAX
                && name.charAt(0) == 'n'
                && name.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return its ? Integer.parseInt(name.substring(1)) : 0;
    }
}
