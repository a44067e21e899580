package refute.specs.tla.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.specs.tla.trace.TraceEvent;
import refute.specs.tla.trace.TraceVocabulary;
import refute.specs.tla.trace.TraceVocabulary.Field;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/** Events as TLC's records: {@code [node |-> .., ev |-> .., ARGUMENTS, s |-> [..]]}. */
final class EventValues {
    private static final int STRINGS_MAX = 10_000;

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Order state;
    private final Map<String, Value> strings = new HashMap<>();

    /** A record's fields as TLC orders them: by when it first met each name. */
    private static final class Order {
        private final UniqueString[] names;
        private final int[] from;

        private Order(UniqueString[] names, int[] from) {
            this.names = names;
            this.from = from;
        }

        static Order of(List<String> fields) {
            UniqueString[] names =
                    fields.stream().map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new);
            Value[] places = new Value[names.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = IntValue.gen(i);
            }
            RecordValue sorted = new RecordValue(names, places, false);
            sorted.normalize();
            int[] from = new int[names.length];
            for (int i = 0; i < from.length; i++) {
                from[i] = ((IntValue) sorted.values[i]).val;
            }
            return new Order(sorted.names, from);
        }

        RecordValue record(Value[] values) {
            Value[] ordered = new Value[from.length];
            for (int i = 0; i < ordered.length; i++) {
                ordered[i] = values[from[i]];
            }
            return new RecordValue(names, ordered, true);
        }
    }

    private record Shape(Order order, Value name) {}

    EventValues(TraceVocabulary vocabulary) {
        state = Order.of(vocabulary.state().stream().map(Field::name).toList());
        vocabulary.events().forEach((event, fields) -> {
            List<String> names = new ArrayList<>(List.of("node", "ev", "s"));
            fields.forEach(field -> names.add(field.name()));
            shapes.put(event, new Shape(Order.of(names), new StringValue(event)));
        });
    }

    RecordValue of(TraceEvent event) {
        Shape shape = shapes.get(event.name());
        if (shape == null) {
            throw new IllegalArgumentException("no event of the vocabulary: " + event);
        }
        List<Object> arguments = event.arguments();
        Value[] values = new Value[3 + arguments.size()];
        values[0] = string(event.node());
        values[1] = shape.name();
        values[2] = state.record(values(event.state(), 0));
        Value[] bound = values(arguments, 3);
        System.arraycopy(bound, 3, values, 3, arguments.size());
        return shape.order().record(values);
    }

    private Value[] values(List<Object> plain, int offset) {
        Value[] values = new Value[offset + plain.size()];
        for (int i = 0; i < plain.size(); i++) {
            values[offset + i] = value(plain.get(i));
        }
        return values;
    }

    private Value value(Object plain) {
        return switch (plain) {
            case Integer number -> IntValue.gen(number);
            case Boolean truth -> truth ? BoolValue.ValTrue : BoolValue.ValFalse;
            case String text -> string(text);
            case Collection<?> items -> {
                Value set = new SetEnumValue(
                        items.stream().map(item -> string((String) item)).toArray(Value[]::new), false);
                set.deepNormalize();
                yield set;
            }
            default -> throw new IllegalArgumentException("no value of a trace: " + plain);
        };
    }

    /** TLC keeps every string it has met for ever; there are few, unless a trace is of no node of ours. */
    private Value string(String text) {
        Value known = strings.get(text);
        if (known == null) {
            known = new StringValue(text);
            if (strings.size() < STRINGS_MAX) {
                strings.put(text, known);
            }
        }
        return known;
    }
}
