package refute.harness.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What an operation carries: the values of EDN that histories use, as a closed set of immutable types.
 *
 * <p>{@code toString()} is EDN, so that a value reads alike in every notation, message and report.
 */
public sealed interface Value {
    /** No value. */
    // No default methods here: with one, loading Nil and Value in two threads at once could deadlock.
    @SuppressWarnings("ClassInitializationDeadlock")
    Value NIL = new Nil();

    /** No value: an unwritten register, or a call without argument or result. */
    record Nil() implements Value {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** A whole number. */
    record Int(long number) implements Value {
        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /** A number that is not whole; only histories of others have them. */
    record Real(double number) implements Value {
        @Override
        public String toString() {
            if (Double.isNaN(number)) {
                return "##NaN";
            }
            return Double.isInfinite(number) ? (number > 0 ? "##Inf" : "##-Inf") : Double.toString(number);
        }
    }

    /** True or false. */
    record Bool(boolean truth) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(truth);
        }
    }

    /** Any text; untrusted, of any length, with any characters. */
    record Text(String text) implements Value {
        @Override
        public String toString() {
            return EdnText.quote(text);
        }
    }

    /** A name, without its colon. */
    record Keyword(String name) implements Value {
        @Override
        public String toString() {
            return ":" + name;
        }
    }

    /** Values in order. */
    record Vec(List<Value> items) implements Value {
        public Vec {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(Value::toString).collect(Collectors.joining(" ", "[", "]"));
        }
    }

    /** Values by value, in the order in which they were written. */
    record Dict(SequencedMap<Value, Value> items) implements Value {
        public Dict {
            items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
        }

        @Override
        public String toString() {
            return items.entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /** The whole number, shared when small. */
    static Value of(long number) {
        return number >= SmallInts.LEAST && number <= SmallInts.GREATEST
                ? SmallInts.VALUES[(int) (number - SmallInts.LEAST)]
                : new Int(number);
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(boolean truth) {
        return new Bool(truth);
    }

    static Value of(List<? extends Value> items) {
        return items.size() == 2 ? pair(items.get(0), items.get(1)) : new Vec(List.copyOf(items));
    }

    /** Both in order, shared when they are small numbers. */
    static Value pair(Value first, Value second) {
        return SmallPairs.of(first, second);
    }
}
