package refute.specs.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * A scan that was answered.
 *
 * @param operation it
 * @param from the least key it was to give
 * @param to the first key beyond; empty: to the end
 * @param backwards whether it was to go from the greatest key to the least
 * @param entries what it gave, by key; of a key that came twice the last
 * @param disorder where its keys are not in order, in words
 */
record Scan(
        Operation operation,
        String from,
        String to,
        boolean backwards,
        SequencedMap<String, Value> entries,
        Optional<String> disorder) {
    static final String FUNCTION = "scan";
    private static final Value BACKWARDS = new Value.Keyword("backwards");

    /** @throws IllegalArgumentException if the operation is no answered scan */
    static Scan of(Operation operation) {
        if (!(operation.argument() instanceof Value.Vec asked)
                || asked.items().size() != 3
                || !(operation.result() instanceof Value.Vec answered)) {
            throw new IllegalArgumentException("no scan [from to direction] with a list of pairs: "
                    + operation.argument() + " -> " + operation.result());
        }
        boolean backwards = asked.items().get(2).equals(BACKWARDS);
        SequencedMap<String, Value> entries = new LinkedHashMap<>();
        List<String> disorder = new ArrayList<>();
        String last = null;
        for (Value item : answered.items()) {
            if (!(item instanceof Value.Vec pair) || pair.items().size() != 2) {
                throw new IllegalArgumentException("no pair of a key and a value: " + item);
            }
            String key = text(pair.items().getFirst());
            if (last != null && (backwards ? key.compareTo(last) >= 0 : key.compareTo(last) <= 0)) {
                disorder.add(key.equals(last) ? "it gives " + key + " twice" : "it gives " + key + " after " + last);
            }
            last = key;
            entries.put(key, pair.items().getLast());
        }
        return new Scan(
                operation,
                text(asked.items().get(0)),
                text(asked.items().get(1)),
                backwards,
                entries,
                disorder.stream().findFirst());
    }

    boolean covers(String key) {
        return key.compareTo(from) >= 0 && (to.isEmpty() || key.compareTo(to) < 0);
    }

    boolean gives(String key) {
        return entries.containsKey(key);
    }

    long incarnation() {
        return operation.revision();
    }

    static String text(Value value) {
        return value instanceof Value.Text text ? text.text() : value.toString();
    }
}
