package refute.harness.history;

import org.jspecify.annotations.Nullable;

/**
 * Keeps equal pairs once. The compare-and-sets of a million operations carry few different ones; as objects of their own they are most of the
 * memory of a history, and whoever reads them waits for that memory. Owned by one thread.
 */
final class PairPool {
    /** What does not fit replaces what was there: a power of two, and far more than the pairs of a few values. */
    private static final int SLOTS = 1 << 10;

    private static final int PAIR = 2;

    private final @Nullable Value[] slots = new Value[SLOTS];

    /** The same value, and if it is a pair that was seen lately, the same object. */
    Value pooled(Value value) {
        if (!(value instanceof Value.Vec vec) || vec.items().size() != PAIR) {
            return value;
        }
        int hash = vec.hashCode() * 0x9E3779B9;
        int slot = hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
        Value there = slots[slot];
        if (there != null && there.equals(value)) {
            return there;
        }
        slots[slot] = value;
        return value;
    }
}
