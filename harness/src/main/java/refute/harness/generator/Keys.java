package refute.harness.generator;

import java.util.function.Function;
import java.util.function.LongFunction;
import refute.harness.history.Value;

/**
 * Objects that have nothing to do with each other, and what is done to each.
 *
 * @param count how many there are; {@link Long#MAX_VALUE} is without end
 * @param key the {@code n}-th one, from 0; all different
 * @param generator what is done to it
 */
record Keys(long count, LongFunction<Value> key, Function<Value, Generator> generator) {
    Keys {
        if (count < 0) {
            throw new IllegalArgumentException("a number of keys is not negative: " + count);
        }
    }

    boolean has(long number) {
        return number < count;
    }

    /** The beginning of the work on this object; nothing if there is no such. */
    Keyed begin(long number) {
        if (!has(number)) {
            return new Keyed(Value.NIL, number, Nothing.INSTANCE);
        }
        Value value = key.apply(number);
        return new Keyed(value, number, generator.apply(value));
    }
}
