package refute.specs.linear;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Operations at the instants at which they take effect: just behind a position of the history, there one turn after the other, and within a turn in a
 * sequence. Owned by one thread.
 */
final class Instants {
    private static final int TURN_BITS = 2;
    private static final int SEQUENCE_BITS = 30;

    private final long[] instants;
    private final int[] operations;
    private int size;

    /** @param most how many operations there may be */
    Instants(int most) {
        instants = new long[most];
        operations = new int[most];
    }

    /**
     * @param position at least -1
     * @param turn 0 to 3
     * @param sequence 0 to 2^30 - 1
     */
    void add(int position, int turn, int sequence, int operation) {
        instants[size] = ((((long) position << TURN_BITS) | turn) << SEQUENCE_BITS) | sequence;
        operations[size++] = operation;
    }

    int[] order() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(i -> instants[i]))
                .mapToInt(i -> operations[i])
                .toArray();
    }
}
