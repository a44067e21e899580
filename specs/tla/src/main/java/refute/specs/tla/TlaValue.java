package refute.specs.tla;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A value of TLA+ as TLC prints it, to be compared and shown. Its {@code toString} is its text in TLA+ on one line; sets and functions keep
 * the order in which TLC printed them, which is TLC's own order of values.
 */
public sealed interface TlaValue {
    /** Reads a value as TLC prints it; what is not known stays as it is written. */
    static TlaValue parse(String text) {
        return TlaValueParser.parse(text);
    }

    /** A number, a truth value, or the name of a model value, as it is printed. */
    record Atom(String text) implements TlaValue {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A string, without its quotes. */
    record Text(String text) implements TlaValue {
        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    /** A sequence, which is also the empty function. */
    record Tuple(List<TlaValue> items) implements TlaValue {
        public Tuple {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(TlaValue::toString).collect(Collectors.joining(", ", "<<", ">>"));
        }
    }

    /** A set. */
    record SetOf(List<TlaValue> items) implements TlaValue {
        public SetOf {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(TlaValue::toString).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /** A record: a function of the names of its fields. */
    record Rec(SequencedMap<String, TlaValue> fields) implements TlaValue {
        public Rec {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + " |-> " + field.getValue())
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** A function that is neither a sequence nor a record. */
    record Function(SequencedMap<TlaValue, TlaValue> pairs) implements TlaValue {
        public Function {
            pairs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pairs));
        }

        @Override
        public String toString() {
            return pairs.entrySet().stream()
                    .map(pair -> pair.getKey() + " :> " + pair.getValue())
                    .collect(Collectors.joining(" @@ ", "(", ")"));
        }
    }

    /** The value in terms of JSON: maps, lists, texts, numbers and truth values. Sets and sequences both become lists. */
    default Object plain() {
        return switch (this) {
            case Atom(String text) -> plainAtom(text);
            case Text(String text) -> text;
            case Tuple(List<TlaValue> items) ->
                items.stream().map(TlaValue::plain).toList();
            case SetOf(List<TlaValue> items) ->
                items.stream().map(TlaValue::plain).toList();
            case Rec(SequencedMap<String, TlaValue> fields) -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                fields.forEach((name, value) -> plain.put(name, value.plain()));
                yield plain;
            }
            case Function(SequencedMap<TlaValue, TlaValue> pairs) -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                pairs.forEach((key, value) ->
                        plain.put(key instanceof Text(String text) ? text : key.toString(), value.plain()));
                yield plain;
            }
        };
    }

    private static Object plainAtom(String text) {
        return switch (text) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            default -> text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
        };
    }
}
