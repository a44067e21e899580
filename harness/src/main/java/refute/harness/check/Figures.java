package refute.harness.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import refute.harness.history.Value;

/** Numbers by name as values. */
final class Figures {
    private Figures() {}

    static Value of(Map<String, ? extends Number> numbers) {
        SequencedMap<Value, Value> items = new LinkedHashMap<>();
        numbers.forEach((name, number) -> items.put(Value.of(name), Value.of(number.longValue())));
        return new Value.Dict(items);
    }
}
