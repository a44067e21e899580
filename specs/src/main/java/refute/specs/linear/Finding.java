package refute.specs.linear;

import java.util.Arrays;
import java.util.List;

/** What a search found out about the operations of one object. */
sealed interface Finding {
    /**
     * There is a linearization.
     *
     * @param order positions of invocations; open operations that never took effect are absent
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Linearizable(int[] order) implements Finding {}

    /**
     * There is none: already what happened until the return of one operation has none.
     *
     * @param invocation the position of the one that cannot be placed
     * @param orders some linearizations of what completed before its return, with different states at their ends, as positions of
     *     invocations
     * @param among positions of invocations, ascending, of a few operations that have no linearization by themselves, of which the stuck one returned
     *     last, and that refute the whole; empty if no such few are known
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Stuck(int invocation, List<int[]> orders, int[] among) implements Finding {
        Stuck(int invocation, List<int[]> orders) {
            this(invocation, orders, new int[0]);
        }

        /**
         * What a monitor found without search.
         *
         * @param few numbers of operations, ascending, one of them completed
         */
        static Stuck among(Operations operations, int[] few) {
            int last = few[0];
            for (int o : few) {
                boolean later = operations.isOpen(last)
                        || operations.returned()[o] > operations.returned()[last];
                last = !operations.isOpen(o) && later ? o : last;
            }
            int[] positions = new int[few.length];
            Arrays.setAll(positions, i -> operations.invoked()[few[i]]);
            return new Stuck(operations.invoked()[last], List.of(), positions);
        }
    }

    /**
     * The search was stopped.
     *
     * @param reason by what, for people
     * @param reached the position in the history before which everything is known to be linearizable
     */
    record Unfinished(String reason, int reached) implements Finding {}
}
