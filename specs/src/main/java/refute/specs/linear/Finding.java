package refute.specs.linear;

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
     */
    record Stuck(int invocation, List<int[]> orders) implements Finding {}

    /**
     * The search was stopped.
     *
     * @param reason by what, for people
     * @param reached the position in the history before which everything is known to be linearizable
     */
    record Unfinished(String reason, int reached) implements Finding {}
}
