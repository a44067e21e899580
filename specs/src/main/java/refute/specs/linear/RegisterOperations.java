package refute.specs.linear;

/**
 * The operations of one register, compare-and-set or not, as dense arrays in the order of their invocations; values are small
 * numbers. Immutable; the arrays are not copied and not changed.
 *
 * @param kind for each operation, one of the constants here
 * @param value what a read answered, a write writes, a compare-and-set expects
 * @param next what a compare-and-set makes it; else equal to {@code value}
 * @param invoked position of the invocation in the history, ascending
 * @param returned position of the completion, or {@link Operations#OPEN}; never that for a read
 * @param events both ends of all operations in the order of time: the number of the operation doubled, plus one for its return.
 *     Operations that are open have no return.
 * @param values how many different values there are
 * @param initial the value before the first operation
 */
@SuppressWarnings("ArrayRecordComponent")
record RegisterOperations(
        byte[] kind, int[] value, int[] next, int[] invoked, int[] returned, int[] events, int values, int initial) {
    /** Answered the value. */
    static final byte READ = 0;
    /** Saw some other value than this: a failed compare-and-set that is an observation. */
    static final byte UNEQUAL = 1;

    static final byte WRITE = 2;
    static final byte CAS = 3;

    int size() {
        return kind.length;
    }

    boolean isOpen(int operation) {
        return returned[operation] == Operations.OPEN;
    }
}
