package refute.specs.linear;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many intervals cover each moment of a history, and the first moment that none covers: a segment tree over the moments at which that can change.
 * Adding an interval and asking each take time logarithmic in their number. Owned by one thread.
 */
final class Coverage {
    /** The moments, ascending; a moment lasts until the next one. */
    private final int[] moments;

    private final int leaves;
    /** The least count below each node, without what was added to the nodes above. */
    private final int[] least;

    private final int[] added;

    /** @param moments all ends of intervals and of questions, in any order */
    Coverage(IntStream moments) {
        this.moments = moments.sorted().distinct().toArray();
        leaves = Integer.highestOneBit(Math.max(1, this.moments.length)) << 1;
        least = new int[2 * leaves];
        added = new int[2 * leaves];
    }

    /** Covers the moments from one to the other, which is not covered itself, so many times more; or less, if it is negative. */
    void add(int from, int until, int times) {
        add(1, 0, leaves, rank(from), rank(until), times);
    }

    /** The first moment from one to the other, which is not looked at itself, that nothing covers; -1 if there is none. */
    int firstUncovered(int from, int until) {
        int rank = first(1, 0, leaves, rank(from), rank(until), 0);
        return rank < 0 ? -1 : moments[rank];
    }

    /** The moment behind this one. */
    int after(int moment) {
        return moments[rank(moment) + 1];
    }

    private int rank(int moment) {
        int rank = Arrays.binarySearch(moments, moment);
        if (rank < 0) {
            throw new IllegalArgumentException("no moment: " + moment);
        }
        return rank;
    }

    private void add(int node, int begin, int end, int from, int until, int times) {
        if (until <= begin || end <= from) {
            return;
        }
        if (from <= begin && end <= until) {
            least[node] += times;
            added[node] += times;
            return;
        }
        int middle = (begin + end) >>> 1;
        add(2 * node, begin, middle, from, until, times);
        add(2 * node + 1, middle, end, from, until, times);
        least[node] = added[node] + Math.min(least[2 * node], least[2 * node + 1]);
    }

    private int first(int node, int begin, int end, int from, int until, int above) {
        if (until <= begin || end <= from || least[node] + above > 0) {
            return -1;
        }
        if (end - begin == 1) {
            return begin;
        }
        int middle = (begin + end) >>> 1;
        int inFirstHalf = first(2 * node, begin, middle, from, until, above + added[node]);
        return inFirstHalf >= 0 ? inFirstHalf : first(2 * node + 1, middle, end, from, until, above + added[node]);
    }
}
