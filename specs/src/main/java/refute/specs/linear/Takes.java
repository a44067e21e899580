package refute.specs.linear;

/**
 * By value: which operation takes it, {@link ContainerValues#NONE} if none, and within which positions. May differ from what was seen, where takes
 * whose answers are unknown are supposed to have taken something.
 */
@SuppressWarnings("ArrayRecordComponent")
record Takes(int[] take, int[] from, int[] until) {
    static Takes seen(ContainerValues values) {
        return new Takes(values.take, values.takeFrom, values.takeUntil);
    }

    Takes copy() {
        return new Takes(take.clone(), from.clone(), until.clone());
    }

    /** Lets a value have been taken by an operation whose answer is unknown, invoked at a position. */
    void suppose(int value, int operation, int from) {
        take[value] = operation;
        this.from[value] = from;
        // Before what stays inside for ever.
        until[value] = Operations.OPEN - 1;
    }

    boolean isTaken(int value) {
        return take[value] != ContainerValues.NONE;
    }
}
