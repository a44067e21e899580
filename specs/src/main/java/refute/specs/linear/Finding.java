package refute.specs.linear;

import java.util.List;

/** What a search found out about the operations of one object. */
sealed interface Finding {
    /**
     * There is a linearization.
     *
     * @param order numbers of operations; open ones that never took effect are absent
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Linearizable(int[] order) implements Finding {}

    /**
     * There is none: already what happened until the return of one operation has none.
     *
     * @param operation the one that cannot be placed, the first by return
     * @param orders some linearizations of what completed before that return, with different states at their ends
     */
    record Stuck(int operation, List<int[]> orders) implements Finding {}

    /**
     * The search was stopped.
     *
     * @param reason by what, for people
     * @param reached the position in the history before which everything is known to be linearizable
     */
    record Unfinished(String reason, int reached) implements Finding {}
}
