package refute.reports.html;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What was asked of each key, in the order of the invocations: near it is what is asked next, and what is answered. The page's script
 * does the same. Owned by one thread.
 */
final class KeyArguments {
    private final Map<Long, Arguments> byKey = new HashMap<>();

    /** The last argument so far; 0 if there is none. */
    long last(long key) {
        Arguments of = byKey.get(key);
        return of == null ? 0 : of.numbers[of.count - 1];
    }

    /** The last argument of those that were invoked by then; 0 if there is none. */
    long until(long key, long micros) {
        Arguments of = byKey.get(key);
        if (of == null) {
            return 0;
        }
        int low = 0;
        int high = of.count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (of.starts[middle] <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : of.numbers[low - 1];
    }

    /** Times ascend. */
    void add(long key, long startMicros, long number) {
        byKey.computeIfAbsent(key, unused -> new Arguments()).add(startMicros, number);
    }

    private static final class Arguments {
        private long[] starts = new long[8];
        private long[] numbers = new long[8];
        private int count;

        void add(long start, long number) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            starts[count] = start;
            numbers[count++] = number;
        }
    }
}
