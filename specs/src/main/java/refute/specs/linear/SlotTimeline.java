package refute.specs.linear;

import java.util.Arrays;

/**
 * Which operations are open at each return, with a slot for each that is not crashed: slots are used again, so there are as many as
 * operations were ever open at once. A cursor moves from return to return, in both directions. Owned by one thread.
 */
final class SlotTimeline {
    static final int NONE = -1;

    private final int[] events;
    /** For each return, in order, its place among the events. */
    private final int[] returns;

    final int[] slotOf;
    final int slots;
    /** For each crashed operation its class: those that ask for the same. */
    final int[] classOf;

    final int[] classCall;
    /** By class, its operations in the order of their invocations. */
    final int[][] members;

    // At the cursor:
    final int[] operationInSlot;
    final int[] crashed;
    private int cursor = -1;

    SlotTimeline(Operations operations) {
        int n = operations.size();
        events = Ends.inOrder(operations.invoked(), operations.returned());
        returns = new int[operations.completed()];
        slotOf = new int[n];
        slots = assignSlots(operations);
        classOf = new int[n];
        classCall = classes(operations);
        members = members(n);
        operationInSlot = new int[slots];
        Arrays.fill(operationInSlot, NONE);
        crashed = new int[classCall.length];
    }

    int returns() {
        return returns.length;
    }

    /** The operation that returns at the cursor. */
    int returning() {
        return events[returns[cursor]] >> 1;
    }

    /** To the next return; false if there is none. */
    boolean forward() {
        if (cursor + 1 == returns.length) {
            return false;
        }
        if (cursor >= 0) {
            operationInSlot[slotOf[returning()]] = NONE;
        }
        int from = cursor < 0 ? 0 : returns[cursor] + 1;
        cursor++;
        for (int at = from; at < returns[cursor]; at++) {
            int operation = events[at] >> 1;
            if (classOf[operation] == NONE) {
                operationInSlot[slotOf[operation]] = operation;
            } else {
                crashed[classOf[operation]]++;
            }
        }
        return true;
    }

    /** To the return before. */
    void back() {
        int from = cursor == 0 ? 0 : returns[cursor - 1] + 1;
        for (int at = returns[cursor] - 1; at >= from; at--) {
            int operation = events[at] >> 1;
            if (classOf[operation] == NONE) {
                operationInSlot[slotOf[operation]] = NONE;
            } else {
                crashed[classOf[operation]]--;
            }
        }
        cursor--;
        if (cursor >= 0) {
            operationInSlot[slotOf[returning()]] = returning();
        }
    }

    int cursor() {
        return cursor;
    }

    private int assignSlots(Operations operations) {
        int[] free = new int[operations.size()];
        int freeCount = 0;
        int used = 0;
        int seen = 0;
        for (int at = 0; at < events.length; at++) {
            int operation = events[at] >> 1;
            if ((events[at] & 1) == 1) {
                returns[seen++] = at;
                free[freeCount++] = slotOf[operation];
            } else if (!operations.isOpen(operation)) {
                slotOf[operation] = freeCount > 0 ? free[--freeCount] : used++;
            }
        }
        return used;
    }

    private int[] classes(Operations operations) {
        int[] classOfCall = new int[operations.calls().size()];
        Arrays.fill(classOfCall, NONE);
        int[] calls = new int[operations.calls().size()];
        int count = 0;
        for (int o = 0; o < operations.size(); o++) {
            classOf[o] = NONE;
            if (operations.isOpen(o)) {
                int call = operations.call()[o];
                if (classOfCall[call] == NONE) {
                    calls[count] = call;
                    classOfCall[call] = count++;
                }
                classOf[o] = classOfCall[call];
            }
        }
        return Arrays.copyOf(calls, count);
    }

    private int[][] members(int n) {
        int[] sizes = new int[classCall.length];
        for (int o = 0; o < n; o++) {
            if (classOf[o] != NONE) {
                sizes[classOf[o]]++;
            }
        }
        int[][] result = new int[classCall.length][];
        Arrays.setAll(result, c -> new int[sizes[c]]);
        Arrays.fill(sizes, 0);
        for (int o = 0; o < n; o++) {
            if (classOf[o] != NONE) {
                result[classOf[o]][sizes[classOf[o]]++] = o;
            }
        }
        return result;
    }
}
