package refute.reports.html;

import java.util.Arrays;

/**
 * Workers in the order in which they were last done, the one that waits longest first. Who has just become free is mostly who is asked
 * next, so a worker's place in this order takes few bits where its number takes many; and how many of them are busy says how many
 * operations have been completed. The page's script keeps the same order. Owned by one thread.
 */
final class WorkerOrder {
    private final int[] workers;
    /** By place: when that worker's last operation ended. Ascending. */
    private final long[] ends;

    WorkerOrder(int count) {
        workers = new int[count];
        Arrays.setAll(workers, worker -> worker);
        ends = new long[count];
        Arrays.fill(ends, -1);
    }

    /** How many have an operation that ends later. */
    int busy(long micros) {
        return ends.length - placeAfter(micros);
    }

    /** The place of this worker, from 0. */
    int place(int worker) {
        int place = 0;
        while (workers[place] != worker) {
            place++;
        }
        return place;
    }

    /** The worker at this place has an operation that ends then, {@link Long#MAX_VALUE} if never; it goes behind all that end no later. */
    void runs(int place, long endMicros) {
        int worker = workers[place];
        int to = ends[place] <= endMicros ? placeAfter(endMicros) - 1 : placeAfter(endMicros);
        int from = Math.min(place, to);
        int shift = to > place ? 1 : 0;
        int length = Math.abs(to - place);
        System.arraycopy(workers, from + shift, workers, from + 1 - shift, length);
        System.arraycopy(ends, from + shift, ends, from + 1 - shift, length);
        workers[to] = worker;
        ends[to] = endMicros;
    }

    /** The first place of a worker that ends later. */
    private int placeAfter(long micros) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
