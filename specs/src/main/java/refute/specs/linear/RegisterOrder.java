package refute.specs.linear;

import java.util.Arrays;

/**
 * Makes a whole linearization of what a frontier search placed explicitly: the writes whose values matter and the compare-and-sets. Reads
 * are put where their value first was there, other writes too, or just before the next one that was placed. Everything is emitted at a time
 * within its operation's interval, in the order of these times, so the order agrees with real time.
 */
final class RegisterOrder {
    private static final int NONE = -1;

    private final RegisterOperations operations;
    private final boolean[] explicit;
    private final boolean[] emitted;
    private final int[] order;
    private int length;
    private int value;

    /** Open reads that have not seen their value, as a linked list for each value. */
    private final int[] waiting;

    private final int[] nextWaiting;
    private int waitingUnequal = NONE;
    /** Open writes that were not placed, as a linked list. */
    private int hidden = NONE;

    private final int[] nextHidden;

    private RegisterOrder(RegisterOperations operations) {
        this.operations = operations;
        int n = operations.size();
        explicit = new boolean[n];
        emitted = new boolean[n];
        order = new int[n];
        waiting = new int[operations.values()];
        Arrays.fill(waiting, NONE);
        nextWaiting = new int[n];
        nextHidden = new int[n];
        value = operations.initial();
    }

    /**
     * The order up to a position of the history.
     *
     * @param path operation, position, operation, position, …
     * @return positions of invocations
     */
    static int[] of(RegisterOperations operations, int[] path, int until) {
        return new RegisterOrder(operations).fill(path, until);
    }

    private int[] fill(int[] path, int until) {
        for (int i = 0; i < path.length; i += 2) {
            explicit[path[i]] = true;
        }
        int next = 0;
        for (int event : operations.events()) {
            int operation = event >> 1;
            boolean returns = (event & 1) == 1;
            int position =
                    returns ? operations.returned()[operation] : operations.invoked()[operation];
            for (; next < path.length && path[next + 1] <= position; next += 2) {
                place(path[next]);
            }
            if (position >= until) {
                break;
            }
            if (!returns) {
                invoke(operation);
            } else if (!emitted[operation]) {
                throw new AssertionError("returned without being placed: operation " + operation);
            }
        }
        for (; next < path.length; next += 2) {
            place(path[next]);
        }
        int[] invocations = new int[length];
        Arrays.setAll(invocations, i -> operations.invoked()[order[i]]);
        return invocations;
    }

    private void invoke(int operation) {
        int wanted = operations.value()[operation];
        switch (operations.kind()[operation]) {
            case RegisterOperations.READ -> {
                if (value == wanted) {
                    emit(operation);
                } else {
                    nextWaiting[operation] = waiting[wanted];
                    waiting[wanted] = operation;
                }
            }
            case RegisterOperations.UNEQUAL -> {
                if (value != wanted) {
                    emit(operation);
                } else {
                    nextWaiting[operation] = waitingUnequal;
                    waitingUnequal = operation;
                }
            }
            case RegisterOperations.WRITE -> {
                if (explicit[operation] || operations.isOpen(operation)) {
                    return;
                }
                if (value == wanted) {
                    emit(operation);
                } else {
                    nextHidden[operation] = hidden;
                    hidden = operation;
                }
            }
            default -> {}
        }
    }

    private void place(int operation) {
        if (operations.kind()[operation] == RegisterOperations.WRITE) {
            for (int o = hidden; o != NONE; o = nextHidden[o]) {
                emit(o);
            }
            hidden = NONE;
        }
        emit(operation);
        value = operations.next()[operation];
        see();
    }

    /** Emits what sees the new value, or would change nothing. */
    private void see() {
        int stillHidden = NONE;
        for (int o = hidden; o != NONE; ) {
            int following = nextHidden[o];
            if (operations.value()[o] == value) {
                emit(o);
            } else {
                nextHidden[o] = stillHidden;
                stillHidden = o;
            }
            o = following;
        }
        hidden = stillHidden;
        for (int o = waiting[value]; o != NONE; o = nextWaiting[o]) {
            emit(o);
        }
        waiting[value] = NONE;
        int still = NONE;
        for (int o = waitingUnequal; o != NONE; ) {
            int following = nextWaiting[o];
            if (operations.value()[o] != value) {
                emit(o);
            } else {
                nextWaiting[o] = still;
                still = o;
            }
            o = following;
        }
        waitingUnequal = still;
    }

    private void emit(int operation) {
        if (emitted[operation]) {
            throw new AssertionError("placed twice: operation " + operation);
        }
        emitted[operation] = true;
        order[length++] = operation;
    }
}
