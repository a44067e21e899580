package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import refute.specs.model.Model;

/**
 * The plain textbook search: Wing and Gong's ("Testing and verifying concurrent objects", 1993, section 4) with Lowe's
 * memoisation of configurations ("Testing for linearizability", 2017, section 4).
 *
 * <p>It tries the operations that are open at the first return, one after the other, and goes back when that return arrives before
 * its operation could be placed. A configuration (the set of operations already placed, and the state) is never entered twice. It
 * keeps one bit for each operation in each configuration, so its memory may grow with the square of the history: it is the oracle
 * for the faster searches, and serves where the histories are small.
 */
final class TextbookSearch implements Search {
    private static final int STEPS_BETWEEN_CHECKS = 256;
    /** So many of the longest orders are kept for people to look at. */
    static final int ORDERS_KEPT_MAX = 4;

    @Override
    public <S> Finding search(Model<S> model, Operations operations, Allowance allowance) {
        Run<S> run = new Run<>(model, operations, allowance);
        try {
            return run.find();
        } finally {
            allowance.hold(-run.memoBytes);
            run.states.release();
        }
    }

    /** What is placed, and the state: entered once. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Configuration(long[] placed, int state) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Configuration that && state == that.state && Arrays.equals(placed, that.placed);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(placed) * 31 + state;
        }
    }

    /** One search, with its stack. */
    private static final class Run<S> {
        private final Operations operations;
        private final Allowance allowance;
        private final States<S> states;
        private final EventList events;
        private final long[] placed;
        private final Set<Configuration> entered = new HashSet<>();
        private long memoBytes;

        // The stack: which operation was placed, the state before it, and which of its successor states was taken.
        private final int[] stackOperation;
        private final int[] stackState;
        private final int[] stackChoice;
        private int depth;
        private int state;

        private int stuck = -1;
        private final Map<Integer, int[]> longest = new LinkedHashMap<>();

        Run(Model<S> model, Operations operations, Allowance allowance) {
            this.operations = operations;
            this.allowance = allowance;
            this.states = new States<>(model, operations.calls(), allowance);
            this.events = new EventList(operations);
            this.placed = new long[(operations.size() + 63) >> 6];
            this.stackOperation = new int[operations.size()];
            this.stackState = new int[operations.size()];
            this.stackChoice = new int[operations.size()];
        }

        Finding find() {
            int toPlace = operations.completed();
            int event = events.first();
            int choice = 0;
            for (long steps = 1; toPlace > 0; steps++) {
                if (steps % STEPS_BETWEEN_CHECKS == 0) {
                    String why = allowance.exhausted();
                    if (why != null) {
                        return new Finding.Unfinished(
                                why, stuck < 0 ? 0 : operations.returned()[stuck]);
                    }
                }
                int operation = events.operation(event);
                if (events.isReturn(event)) {
                    noteStuck(operation);
                    if (depth == 0) {
                        return new Finding.Stuck(operations.invoked()[stuck], List.copyOf(longest.values()));
                    }
                    // Take back the last one, and go on behind it.
                    depth--;
                    operation = stackOperation[depth];
                    state = stackState[depth];
                    choice = stackChoice[depth] + 1;
                    events.restore(operation);
                    placed[operation >> 6] &= ~(1L << operation);
                    toPlace += operations.isOpen(operation) ? 0 : 1;
                    event = events.invocation(operation);
                    continue;
                }
                if (place(operation, choice)) {
                    toPlace -= operations.isOpen(operation) ? 0 : 1;
                    event = events.first();
                } else {
                    event = events.next(event);
                }
                choice = 0;
            }
            return new Finding.Linearizable(invocations());
        }

        /** Places the operation next, in its first fitting state from {@code choice} on that leads to a new configuration. */
        private boolean place(int operation, int choice) {
            int[] after = states.after(state, operations.call()[operation]);
            for (int i = choice; i < after.length; i++) {
                placed[operation >> 6] |= 1L << operation;
                if (entered.add(new Configuration(placed.clone(), after[i]))) {
                    holdOneMore();
                    stackOperation[depth] = operation;
                    stackState[depth] = state;
                    stackChoice[depth] = i;
                    depth++;
                    state = after[i];
                    events.remove(operation);
                    return true;
                }
                placed[operation >> 6] &= ~(1L << operation);
            }
            return false;
        }

        private int[] invocations() {
            int[] positions = new int[depth];
            Arrays.setAll(positions, i -> operations.invoked()[stackOperation[i]]);
            return positions;
        }

        private void noteStuck(int operation) {
            if (stuck < 0 || operations.returned()[operation] > operations.returned()[stuck]) {
                stuck = operation;
                longest.clear();
            }
            if (operation == stuck && longest.size() < ORDERS_KEPT_MAX) {
                longest.computeIfAbsent(state, s -> invocations());
            }
        }

        private void holdOneMore() {
            long bytes = 8L * placed.length + 96;
            memoBytes += bytes;
            allowance.hold(bytes);
        }
    }

    /** Invocations and returns in order, as a doubly linked list from which operations are taken out and put back. */
    private static final class EventList {
        private final int[] next;
        private final int[] previous;
        private final int[] operationOf;
        private final int[] invocation;
        private final int[] completion;
        private final boolean[] isReturn;

        EventList(Operations operations) {
            int n = operations.size();
            List<int[]> order = new ArrayList<>(2 * n);
            for (int operation = 0; operation < n; operation++) {
                order.add(new int[] {operations.invoked()[operation], operation, 0});
                if (!operations.isOpen(operation)) {
                    order.add(new int[] {operations.returned()[operation], operation, 1});
                }
            }
            order.sort((a, b) -> Integer.compare(a[0], b[0]));
            // Event 0 is the head; event i + 1 is the i-th in time; the one behind the last is the head again.
            int events = order.size();
            next = new int[events + 1];
            previous = new int[events + 1];
            operationOf = new int[events + 1];
            isReturn = new boolean[events + 1];
            invocation = new int[n];
            completion = new int[n];
            for (int event = 0; event <= events; event++) {
                next[event] = event == events ? 0 : event + 1;
                previous[event] = event == 0 ? events : event - 1;
            }
            for (int i = 0; i < events; i++) {
                int operation = order.get(i)[1];
                operationOf[i + 1] = operation;
                isReturn[i + 1] = order.get(i)[2] == 1;
                (isReturn[i + 1] ? completion : invocation)[operation] = i + 1;
            }
        }

        int first() {
            return next[0];
        }

        int next(int event) {
            return next[event];
        }

        int operation(int event) {
            return operationOf[event];
        }

        boolean isReturn(int event) {
            return isReturn[event];
        }

        int invocation(int operation) {
            return invocation[operation];
        }

        void remove(int operation) {
            unlink(invocation[operation]);
            if (completion[operation] != 0) {
                unlink(completion[operation]);
            }
        }

        void restore(int operation) {
            if (completion[operation] != 0) {
                link(completion[operation]);
            }
            link(invocation[operation]);
        }

        private void unlink(int event) {
            next[previous[event]] = next[event];
            previous[next[event]] = previous[event];
        }

        private void link(int event) {
            next[previous[event]] = event;
            previous[next[event]] = event;
        }
    }
}
