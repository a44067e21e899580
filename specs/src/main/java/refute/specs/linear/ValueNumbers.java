package refute.specs.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Value;

/** Small numbers for values, from 0, in the order of their first use. Owned by one thread. */
final class ValueNumbers {
    private static final int CAPACITY_MIN = 16;

    private @Nullable Value[] table = new Value[CAPACITY_MIN];
    private int[] numbers = new int[CAPACITY_MIN];
    private int size;

    int size() {
        return size;
    }

    /** The number of this value; a new one if it was never seen. */
    @SuppressWarnings("ReferenceEquality") // Most values are shared, so the first look is enough.
    int of(Value value) {
        int mask = table.length - 1;
        int at = hash(value) & mask;
        while (true) {
            Value there = table[at];
            if (there == value || (there != null && there.equals(value))) {
                return numbers[at];
            }
            if (there == null) {
                break;
            }
            at = (at + 1) & mask;
        }
        if (2 * size >= table.length) {
            grow();
            return of(value);
        }
        table[at] = value;
        numbers[at] = size;
        return size++;
    }

    private static int hash(Value value) {
        int hash = (value instanceof Value.Int number ? Long.hashCode(number.number()) : value.hashCode()) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private void grow() {
        @Nullable Value[] oldTable = table;
        int[] oldNumbers = numbers;
        table = new Value[2 * oldTable.length];
        numbers = new int[table.length];
        Arrays.fill(numbers, 0);
        int mask = table.length - 1;
        for (int i = 0; i < oldTable.length; i++) {
            Value value = oldTable[i];
            if (value != null) {
                int at = hash(value) & mask;
                while (table[at] != null) {
                    at = (at + 1) & mask;
                }
                table[at] = value;
                numbers[at] = oldNumbers[i];
            }
        }
    }
}
