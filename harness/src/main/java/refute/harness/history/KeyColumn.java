package refute.harness.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of a history as a column of small numbers, so that who splits it by key need not look at the keys. Grows at its end. Owned by one thread
 * while it grows.
 */
final class KeyColumn {
    private static final int INITIAL_CAPACITY = 64;

    private int[] numbers;
    /** By number, in the order of their first use. */
    private Value[] names;
    /** Only where keys are added. */
    private final Map<Value, Integer> numberOf = new HashMap<>();

    KeyColumn() {
        this(new int[INITIAL_CAPACITY], new Value[1]);
    }

    private KeyColumn(int[] numbers, Value[] names) {
        this.numbers = numbers;
        this.names = names;
    }

    /** Adds the key of the entry there, which is the next. */
    void add(int at, Value key) {
        Integer known = numberOf.get(key);
        if (known == null) {
            known = numberOf.size();
            if (known == names.length) {
                names = Arrays.copyOf(names, 2 * known);
            }
            names[known] = key;
            numberOf.put(key, known);
        }
        numbers[at] = known;
    }

    int number(int at) {
        return numbers[at];
    }

    Value key(int at) {
        return names[numbers[at]];
    }

    Value name(int number) {
        return names[number];
    }

    /** No number is as great as this. */
    int bound() {
        return names.length;
    }

    void resize(int capacity) {
        numbers = Arrays.copyOf(numbers, capacity);
    }

    /** The keys at these ascending positions. */
    KeyColumn at(int[] positions) {
        int[] part = new int[positions.length];
        Arrays.setAll(part, to -> numbers[positions[to]]);
        return new KeyColumn(part, names);
    }

    /** The same keys, in the same arrays; nothing may be added to it. */
    KeyColumn snapshot() {
        return new KeyColumn(numbers, names);
    }
}
