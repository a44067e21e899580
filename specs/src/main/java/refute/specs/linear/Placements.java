package refute.specs.linear;

import java.util.Arrays;

/**
 * Which operations the configurations of a frontier have placed, as paths in one tree that share their beginnings: 12 bytes for
 * each placement that some living configuration needs. Owned by one thread.
 */
final class Placements {
    /** The path without placements. */
    static final int NONE = -1;

    private static final int CAPACITY_MIN = 1 << 10;

    private int[] parents = new int[CAPACITY_MIN];
    private int[] operations = new int[CAPACITY_MIN];
    private int[] positions = new int[CAPACITY_MIN];
    private int size;
    private int sizeToCompact = 1 << 20;

    /** The path that is longer by this operation, placed just before the event at that position of the history. */
    int add(int path, int operation, int position) {
        if (size == parents.length) {
            int capacity = size + (size >> 1);
            parents = Arrays.copyOf(parents, capacity);
            operations = Arrays.copyOf(operations, capacity);
            positions = Arrays.copyOf(positions, capacity);
        }
        parents[size] = path;
        operations[size] = operation;
        positions[size] = position;
        return size++;
    }

    long bytes() {
        return 12L * parents.length;
    }

    boolean isCompactionDue() {
        return size >= sizeToCompact;
    }

    /** Forgets all paths but these, and changes the numbers of these in place. */
    void compact(int[] living) {
        boolean[] needed = new boolean[size];
        for (int path : living) {
            for (int at = path; at != NONE && !needed[at]; at = parents[at]) {
                needed[at] = true;
            }
        }
        int[] moved = new int[size];
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (needed[at]) {
                moved[at] = kept;
                parents[kept] = parents[at] == NONE ? NONE : moved[parents[at]];
                operations[kept] = operations[at];
                positions[kept] = positions[at];
                kept++;
            }
        }
        size = kept;
        sizeToCompact = Math.max(1 << 20, 2 * kept);
        for (int i = 0; i < living.length; i++) {
            living[i] = living[i] == NONE ? NONE : moved[living[i]];
        }
    }

    /** The path from its beginning: operation, position, operation, position, … */
    int[] path(int path) {
        int length = 0;
        for (int at = path; at != NONE; at = parents[at]) {
            length++;
        }
        int[] pairs = new int[2 * length];
        for (int at = path; at != NONE; at = parents[at]) {
            length--;
            pairs[2 * length] = operations[at];
            pairs[2 * length + 1] = positions[at];
        }
        return pairs;
    }
}
