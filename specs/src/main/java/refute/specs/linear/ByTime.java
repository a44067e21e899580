package refute.specs.linear;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sorts values by a time of theirs. */
final class ByTime {
    private ByTime() {}

    /** Some values by their times, those of one time by their numbers; {@code times} is by value. */
    static int[] sorted(int[] some, int[] times) {
        long[] keys = IntStream.of(some)
                .mapToLong(v -> ((long) times[v] << 32) | v)
                .sorted()
                .toArray();
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }
}
