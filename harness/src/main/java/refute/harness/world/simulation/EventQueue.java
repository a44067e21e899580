package refute.harness.world.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, the soonest first; what is due at one time happens in the order in which it was added.
 *
 * <p>A heap of four children a node over primitive keys (time, then number), beside the actions: half the levels of a binary
 * one, and no object for each entry. A plain twin stands in the tests.
 */
final class EventQueue {
    private static final int CHILDREN = 4;

    private long[] times = new long[256];
    private long[] numbers = new long[256];
    private Action[] actions = new Action[256];
    private int size;
    private long added;

    int size() {
        return size;
    }

    /** When the next is due; {@link Long#MAX_VALUE} if there is none. */
    long nextTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(long time, Action action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        long number = added++;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / CHILDREN;
            if (!isBefore(time, number, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, number, action);
    }

    /** Takes the next out; null if there is none. */
    @Nullable
    Action poll() {
        if (size == 0) {
            return null;
        }
        final Action first = actions[0];
        size--;
        long time = times[size];
        long number = numbers[size];
        Action last = actions[size];
        clear(size);
        if (size > 0) {
            sink(time, number, last);
        }
        return first;
    }

    private void sink(long time, long number, Action action) {
        int at = 0;
        while (true) {
            int child = at * CHILDREN + 1;
            if (child >= size) {
                break;
            }
            int least = child;
            int end = Math.min(child + CHILDREN, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(times[other], numbers[other], least)) {
                    least = other;
                }
            }
            if (isBefore(time, number, least)) {
                break;
            }
            move(least, at);
            at = least;
        }
        put(at, time, number, action);
    }

    private boolean isBefore(long time, long number, int at) {
        return time < times[at] || (time == times[at] && number < numbers[at]);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        numbers[to] = numbers[from];
        actions[to] = actions[from];
    }

    private void put(int at, long time, long number, Action action) {
        times[at] = time;
        numbers[at] = number;
        actions[at] = action;
    }

    @SuppressWarnings("NullAway") // Beyond its size the array holds nothing, so that nothing is kept alive.
    private void clear(int at) {
        actions[at] = null;
    }
}
