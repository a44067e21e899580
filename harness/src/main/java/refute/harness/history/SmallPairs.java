package refute.harness.history;

import java.util.List;

/**
 * Shared pairs of small numbers: what compare-and-sets of few values take. A history of a million would hold the same few again and again, and whoever
 * reads it would have to fetch each from memory.
 */
final class SmallPairs {
    private static final int COUNT = 64;
    private static final Value[] VALUES = values();

    private SmallPairs() {}

    /** The pair; shared if both are whole numbers from 0 to below {@value #COUNT}. */
    static Value of(Value first, Value second) {
        return first instanceof Value.Int one && second instanceof Value.Int other && isSmall(one) && isSmall(other)
                ? VALUES[(int) (one.number() * COUNT + other.number())]
                : new Value.Vec(List.of(first, second));
    }

    private static boolean isSmall(Value.Int value) {
        return value.number() >= 0 && value.number() < COUNT;
    }

    private static Value[] values() {
        Value[] values = new Value[COUNT * COUNT];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Value.Vec(List.of(Value.of(i / COUNT), Value.of(i % COUNT)));
        }
        return values;
    }
}
