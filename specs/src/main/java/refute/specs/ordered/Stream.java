package refute.specs.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/**
 * A subscription as far as its calls were answered.
 *
 * @param subscribe where it began
 * @param takes what was heard, call by call
 */
record Stream(Operation subscribe, List<Take> takes) {
    Stream {
        takes = List.copyOf(takes);
    }

    /** A call and what it gave, in order. */
    record Take(Operation operation, List<Event> events) {
        Take {
            events = List.copyOf(events);
        }
    }

    /** @param value {@link Value#NIL}: the key was taken out */
    record Event(String key, Value value) {}

    String prefix() {
        return Scan.text(subscribe.argument());
    }

    /** Which life of the map it belongs to. */
    long incarnation() {
        return subscribe.revision();
    }

    boolean covers(String key) {
        return key.startsWith(prefix());
    }

    /** All that were taken from, in the order of their first calls. */
    static List<Stream> all(History history) {
        List<Stream> all = new ArrayList<>();
        Map<ProcessId, Stream> open = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            ProcessId process = operation.process();
            switch (operation.function()) {
                case "subscribe" -> {
                    if (operation.isOk()) {
                        end(open.put(process, new Stream(operation, List.of())), all);
                    }
                }
                case "take", "unsubscribe" -> {
                    Stream its = open.get(process);
                    if (its != null && operation.isOk()) {
                        open.put(process, its.with(new Take(operation, events(operation))));
                    }
                    if (operation.function().equals("unsubscribe")) {
                        end(open.remove(process), all);
                    }
                }
                default -> {
                    // A change, or a call of another workload.
                }
            }
        }
        open.values().forEach(its -> end(its, all));
        return all;
    }

    private static void end(@Nullable Stream stream, List<Stream> into) {
        if (stream != null && !stream.takes().isEmpty()) {
            into.add(stream);
        }
    }

    private Stream with(Take take) {
        List<Take> more = new ArrayList<>(takes);
        more.add(take);
        return new Stream(subscribe, more);
    }

    private static List<Event> events(Operation take) {
        if (!(take.result() instanceof Value.Vec answered)) {
            throw new IllegalArgumentException("no list of changes: " + take.result());
        }
        List<Event> events = new ArrayList<>();
        for (Value item : answered.items()) {
            if (!(item instanceof Value.Vec pair) || pair.items().size() != 2) {
                throw new IllegalArgumentException("no pair of a key and a value: " + item);
            }
            events.add(
                    new Event(Scan.text(pair.items().getFirst()), pair.items().getLast()));
        }
        return events;
    }
}
