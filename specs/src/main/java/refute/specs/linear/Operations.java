package refute.specs.linear;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import refute.harness.history.EntryKind;
import refute.specs.model.Call;

/**
 * The operations of one object as dense arrays, in the order of their invocations: what all searches work on.
 *
 * <p>Only operations that can matter are here: failed ones that say nothing and unanswered reads are left out. Times are
 * positions in the history, so that "before" is a comparison of ints. Immutable; the arrays are not copied and not changed.
 *
 * @param calls the different calls, by number
 * @param call for each operation the number of its call
 * @param invoked for each operation the position of its invocation, ascending
 * @param returned for each operation the position of its completion; {@link #OPEN} if it may take effect at any later time, or never
 */
@SuppressWarnings("ArrayRecordComponent")
record Operations(List<Call> calls, int[] call, int[] invoked, int[] returned) {
    /** The return of an operation whose outcome is unknown. */
    static final int OPEN = Integer.MAX_VALUE;

    int size() {
        return call.length;
    }

    boolean isOpen(int operation) {
        return returned[operation] == OPEN;
    }

    Call callOf(int operation) {
        return calls.get(call[operation]);
    }

    /** That the operations have a linearization, given by their numbers. */
    Finding linearizable(int[] order) {
        return new Finding.Linearizable(
                Arrays.stream(order).map(o -> invoked[o]).toArray());
    }

    /** How many must be in every linearization. */
    int completed() {
        int completed = 0;
        for (int end : returned) {
            completed += end == OPEN ? 0 : 1;
        }
        return completed;
    }

    /**
     * What was known at a position: who returns later is open, and if it failed, has done nothing.
     *
     * @param isRead whether a call only looks; one that has not returned says nothing
     */
    Operations at(int position, Predicate<Call> isRead) {
        int[] kept = IntStream.range(0, size())
                .filter(o -> invoked[o] < position)
                .filter(o ->
                        returned[o] <= position || (callOf(o).outcome() != EntryKind.FAIL && !isRead.test(callOf(o))))
                .toArray();
        Operations known = only(kept);
        for (int o = 0; o < kept.length; o++) {
            known.returned[o] = known.returned[o] <= position ? known.returned[o] : OPEN;
        }
        return known;
    }

    /** These operations only, given by ascending numbers. */
    Operations only(int[] kept) {
        int[] keptCall = new int[kept.length];
        int[] keptInvoked = new int[kept.length];
        int[] keptReturned = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptCall[i] = call[kept[i]];
            keptInvoked[i] = invoked[kept[i]];
            keptReturned[i] = returned[kept[i]];
        }
        return new Operations(calls, keptCall, keptInvoked, keptReturned);
    }

    /** Whether everything that completed is there, once, and nothing comes after an operation that was invoked after it had returned. */
    boolean isInRealTime(int[] order) {
        int latest = -1;
        boolean[] placed = new boolean[size()];
        int completedPlaced = 0;
        for (int o : order) {
            if (placed[o] || returned[o] < latest) {
                return false;
            }
            placed[o] = true;
            completedPlaced += isOpen(o) ? 0 : 1;
            latest = Math.max(latest, invoked[o]);
        }
        return completedPlaced == completed();
    }
}
