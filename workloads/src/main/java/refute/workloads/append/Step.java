package refute.workloads.append;

import java.util.List;
import refute.harness.history.Value;

/** One step of a transaction over lists. */
public sealed interface Step {
    /** Which list. */
    Value key();

    /** Adds at the end. */
    record Append(Value key, Value element) implements Step {}

    /** Reads all. */
    record Read(Value key) implements Step {}

    /** As it is asked in a history: {@code [:append key element]}, {@code [:r key nil]}. */
    default Value asked() {
        return switch (this) {
            case Append append -> append(append);
            case Read read -> read(read, Value.NIL);
        };
    }

    /** As it is answered: {@code [:r key list]}. */
    private static Value read(Read read, Value list) {
        return Value.of(List.of(new Value.Keyword("r"), read.key(), list));
    }

    private static Value append(Append append) {
        return Value.of(List.of(new Value.Keyword("append"), append.key(), append.element()));
    }

    /** As it is answered when the list holds this: an append as it was asked, a read with the list. */
    default Value answered(List<Value> list) {
        return switch (this) {
            case Append append -> append(append);
            case Read read -> read(read, Value.of(list));
        };
    }

    /** @throws IllegalArgumentException if the value is no step as {@link #asked} makes them */
    static Step of(Value value) {
        if (value instanceof Value.Vec vec
                && vec.items().size() == 3
                && vec.items().getFirst() instanceof Value.Keyword word) {
            Value key = vec.items().get(1);
            if (word.name().equals("append")) {
                return new Append(key, vec.items().getLast());
            }
            if (word.name().equals("r")) {
                return new Read(key);
            }
        }
        throw new IllegalArgumentException("no step of a transaction over lists: " + value);
    }
}
