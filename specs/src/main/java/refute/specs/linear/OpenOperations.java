package refute.specs.linear;

/**
 * The operations of a register that are open just now, each a bit in the word of its kind, and those bits again by value: what
 * the frontier search asks all the time, in a few words whatever the length of the history.
 *
 * <p>A slot is taken at the invocation and free again after the return. Reads, and observations that a value was absent, share one
 * word; writes and compare-and-sets have their own. Owned by one thread; the arrays are the search's to read and not to change.
 */
final class OpenOperations {
    /** Of each kind. */
    static final int SLOTS = 64;

    private final RegisterOperations operations;
    private final int[] slotOf;
    private final int[] readInSlot = new int[SLOTS];
    private final int[] writeInSlot = new int[SLOTS];
    private final int[] casInSlot = new int[SLOTS];

    private long reads;
    private long writes;
    private long cas;
    private long unequal;
    private final long[] readsOf;
    private final long[] unequalTo;
    private final long[] writesOf;
    private final long[] casFrom;

    OpenOperations(RegisterOperations operations) {
        this.operations = operations;
        slotOf = new int[operations.size()];
        readsOf = new long[operations.values()];
        unequalTo = new long[operations.values()];
        writesOf = new long[operations.values()];
        casFrom = new long[operations.values()];
    }

    /** Gives the operation a slot; false if there is none left. */
    boolean open(int operation) {
        byte kind = operations.kind()[operation];
        long taken = word(kind);
        int slot = Long.numberOfTrailingZeros(~taken);
        if (slot == SLOTS) {
            return false;
        }
        slotOf[operation] = slot;
        inSlot(kind)[slot] = operation;
        set(operation, taken | 1L << slot, true);
        return true;
    }

    /** Frees its slot. */
    void close(int operation) {
        set(operation, word(operations.kind()[operation]) & ~bit(operation), false);
    }

    private long word(byte kind) {
        return switch (kind) {
            case RegisterOperations.READ, RegisterOperations.UNEQUAL -> reads;
            case RegisterOperations.WRITE -> writes;
            default -> cas;
        };
    }

    private int[] inSlot(byte kind) {
        return switch (kind) {
            case RegisterOperations.READ, RegisterOperations.UNEQUAL -> readInSlot;
            case RegisterOperations.WRITE -> writeInSlot;
            default -> casInSlot;
        };
    }

    /** @param word of its kind, as it is from now on */
    private void set(int operation, long word, boolean open) {
        int value = operations.value()[operation];
        long bit = bit(operation);
        switch (operations.kind()[operation]) {
            case RegisterOperations.READ -> {
                reads = word;
                flip(readsOf, value, bit, open);
            }
            case RegisterOperations.UNEQUAL -> {
                reads = word;
                unequal = open ? unequal | bit : unequal & ~bit;
                flip(unequalTo, value, bit, open);
            }
            case RegisterOperations.WRITE -> {
                writes = word;
                flip(writesOf, value, bit, open);
            }
            default -> {
                cas = word;
                flip(casFrom, value, bit, open);
            }
        }
    }

    private static void flip(long[] byValue, int value, long bit, boolean on) {
        byValue[value] = on ? byValue[value] | bit : byValue[value] & ~bit;
    }

    /** The operation's bit in the word of its kind. */
    long bit(int operation) {
        return 1L << slotOf[operation];
    }

    int readIn(int slot) {
        return readInSlot[slot];
    }

    int writeIn(int slot) {
        return writeInSlot[slot];
    }

    int casIn(int slot) {
        return casInSlot[slot];
    }

    boolean isEmpty() {
        return (reads | writes | cas) == 0;
    }

    /** Reads and observations that a value was absent. */
    long reads() {
        return reads;
    }

    long writes() {
        return writes;
    }

    long cas() {
        return cas;
    }

    /** Of the reads, those that are observations that a value was absent. */
    long unequal() {
        return unequal;
    }

    /** The open reads, of either kind, that see what they must when this value is there. */
    long seenAt(int value) {
        return readsOf[value] | (unequal & ~unequalTo[value]);
    }

    long writesOf(int value) {
        return writesOf[value];
    }

    /** Compare-and-sets that expect this value. */
    long casFrom(int value) {
        return casFrom[value];
    }

    /** All of it at one moment. */
    @SuppressWarnings("ArrayRecordComponent")
    record State(long[] words, long[][] byValue, int[][] inSlot) {}

    State save() {
        return new State(
                new long[] {reads, writes, cas, unequal},
                new long[][] {readsOf.clone(), unequalTo.clone(), writesOf.clone(), casFrom.clone()},
                new int[][] {readInSlot.clone(), writeInSlot.clone(), casInSlot.clone()});
    }

    void restore(State state) {
        reads = state.words[0];
        writes = state.words[1];
        cas = state.words[2];
        unequal = state.words[3];
        long[][] byValue = {readsOf, unequalTo, writesOf, casFrom};
        for (int i = 0; i < byValue.length; i++) {
            System.arraycopy(state.byValue[i], 0, byValue[i], 0, byValue[i].length);
        }
        int[][] inSlot = {readInSlot, writeInSlot, casInSlot};
        for (int i = 0; i < inSlot.length; i++) {
            System.arraycopy(state.inSlot[i], 0, inSlot[i], 0, SLOTS);
        }
    }
}
