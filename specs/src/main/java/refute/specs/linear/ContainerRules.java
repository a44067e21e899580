package refute.specs.linear;

/**
 * The rules by which containers of unique values are judged, each a method of its own, so that tests can break it. Times are positions in the
 * history. Stateless.
 */
class ContainerRules {
    /** Whether a value that was put in before by this operation makes the history one of values that are not unique. */
    boolean isPutTwice(int before) {
        return before != ContainerValues.NONE;
    }

    /** VRepet of Henzinger et al.: whether a value that was taken before by this operation cannot be taken again. */
    boolean isTakenTwice(int before) {
        return before != ContainerValues.NONE;
    }

    /** VFresh of Henzinger et al.: whether what was taken had not been put in, whose put is {@link ContainerValues#NONE} if nobody did. */
    boolean isFresh(int put, int putInvoked, int takeReturned) {
        return put == ContainerValues.NONE || takeReturned < putInvoked;
    }

    /** Whether a put happened: one that crashed only if its value came out; if not, leaving it out is never worse. */
    boolean happened(boolean crashed, boolean taken) {
        return !crashed || taken;
    }

    /** Until when a put that was returned then, if ever, has taken effect: before its value came out. */
    int putUntil(int putReturned, int takeUntil) {
        return Math.min(putReturned, takeUntil);
    }

    /** From when on a take can have taken effect: not before its value was put in. */
    int takeFrom(int takeInvoked, int putFrom) {
        return Math.max(takeInvoked, putFrom);
    }

    /** Whether of two puts the one was over before the other began. */
    boolean isPutBefore(int until, int from) {
        return until < from;
    }

    /** Whether of two takes the one was over before the other began. */
    boolean isTakenBefore(int until, int from) {
        return until < from;
    }

    /** Whether a value was surely inside for some time. */
    boolean isSurelyInside(int putUntil, int takeFrom) {
        return putUntil < takeFrom;
    }

    /** VWit of Henzinger et al.: whether the first moment at which nothing need be inside comes too late for a take that found nothing. */
    boolean isTooLate(int moment, int returned) {
        return moment >= returned;
    }

    /** Whether takes whose answers are unknown may be why what they may have taken is missing. */
    boolean mayHaveTaken(int crashedTakes) {
        return crashedTakes > 0;
    }

    /** Whether the bottom of a stack's block, which can go in from then on, is in before the first other put is over. */
    boolean isFirstIn(int putFrom, int begin) {
        return putFrom <= begin;
    }

    /** Whether the bottom of a stack's block, which can come out until then, is still in when the last other take has begun. */
    boolean isLastOut(int takeUntil, int end) {
        return takeUntil >= end;
    }
}
