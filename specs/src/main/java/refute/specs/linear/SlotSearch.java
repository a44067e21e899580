package refute.specs.linear;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import refute.specs.model.Model;

/**
 * The search for any model: Wing, Gong and Lowe's, driven by returns, with open operations in slots.
 *
 * <p>It differs from the textbook in four ways. A configuration is (return, state, slots, counts), whose size does not depend on the
 * length of the history. Crashed operations that ask for the same are a count. An open read that the state satisfies is placed at once,
 * without alternatives: it changes nothing, so sooner is never worse. And what it remembers of configurations only saves time, so it
 * is forgotten when memory runs short.
 *
 * <p>Rules that could be wrong are methods of {@link Run}, so that tests can break each of them.
 */
final class SlotSearch implements Search {
    private static final int STEPS_BETWEEN_CHECKS = 256;
    /** What is remembered may hold this part of the memory. */
    private static final long MEMO_BYTES_MAX = 1L << 29;

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

    /** A place in the search: return, state, slots used, crashed operations used. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Configuration(long[] words) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Configuration that && Arrays.equals(words, that.words);
        }

        @Override
        public int hashCode() {
            int hash = Arrays.hashCode(words);
            return hash ^ (hash >>> 15);
        }
    }

    /** One search. Owned by one thread; runs once. */
    static class Run<S> {
        private static final int ADVANCE = -1;

        private final Operations operations;
        private final Allowance allowance;
        private final States<S> states;
        final SlotTimeline timeline;
        private final boolean[] isRead;
        private final long[] used;
        private final int[] spent;
        private final Set<Configuration> entered = new HashSet<>();
        private long memoBytes;
        private long steps;

        // The stack. A frame is a placement, or the move to the next return.
        private int[] frameOperation = new int[64];
        /** Where to go on when this frame is taken back; -1 if it has no alternative. */
        private int[] frameCandidate = new int[64];

        private int[] frameChoice = new int[64];
        private int[] frameState = new int[64];
        private int depth;
        private int state;

        private int farthest = -1;
        private final Map<Integer, int[]> longest = new LinkedHashMap<>();

        Run(Model<S> model, Operations operations, Allowance allowance) {
            this.operations = operations;
            this.allowance = allowance;
            this.states = new States<>(model, operations.calls(), allowance);
            this.timeline = new SlotTimeline(operations);
            this.used = new long[(timeline.slots + 63) >> 6];
            this.spent = new int[timeline.classCall.length];
            isRead = new boolean[operations.calls().size()];
            for (int c = 0; c < isRead.length; c++) {
                isRead[c] = model.isRead(operations.calls().get(c).function());
            }
        }

        Finding find() {
            if (!timeline.forward()) {
                return new Finding.Linearizable(new int[0]);
            }
            placeReads();
            int candidate = 0;
            int choice = 0;
            while (true) {
                if (++steps % STEPS_BETWEEN_CHECKS == 0) {
                    String why = allowance.exhausted();
                    if (why != null) {
                        return new Finding.Unfinished(
                                why, farthest < 0 ? 0 : operations.returned()[farthest]);
                    }
                }
                int goal = timeline.returning();
                if (isUsed(timeline.slotOf[goal])) {
                    if (!advance(goal)) {
                        return new Finding.Linearizable(order());
                    }
                    candidate = 0;
                    choice = 0;
                    continue;
                }
                if (placeNext(candidate, choice)) {
                    candidate = 0;
                    choice = 0;
                    continue;
                }
                noteStuck(goal);
                if (!takeBack()) {
                    return new Finding.Stuck(operations.invoked()[farthest], List.copyOf(longest.values()));
                }
                candidate = frameCandidate[depth];
                choice = frameChoice[depth] + 1;
            }
        }

        /** To the next return; false if there is none. */
        private boolean advance(int goal) {
            if (!timeline.forward()) {
                return false;
            }
            push(ADVANCE, -1, 0);
            setUsed(timeline.slotOf[goal], false);
            placeReads();
            return true;
        }

        /** Places the first candidate from here on that leads to a configuration not entered yet. The one that returns goes first. */
        private boolean placeNext(int fromCandidate, int fromChoice) {
            int goalSlot = timeline.slotOf[timeline.returning()];
            int choice = fromChoice;
            for (int candidate = fromCandidate; candidate <= timeline.slots + spent.length; candidate++) {
                int operation = operation(candidate, goalSlot);
                if (operation >= 0) {
                    int[] after = after(operation);
                    for (; choice < after.length; choice++) {
                        if (enter(operation, after[choice])) {
                            push(operation, candidate, choice);
                            state = after[choice];
                            placeReads();
                            return true;
                        }
                    }
                }
                choice = 0;
            }
            return false;
        }

        /** The states in which the object may be once this operation has happened now. */
        int[] after(int operation) {
            return states.after(state, operations.call()[operation]);
        }

        /** Candidate 0 is the one that returns, then come the slots, then the classes of crashed ones; -1 if there is none to place. */
        private int operation(int candidate, int goalSlot) {
            if (candidate == 0) {
                return timeline.operationInSlot[goalSlot];
            }
            int slot = candidate - 1;
            if (slot < timeline.slots) {
                return slot == goalSlot || isUsed(slot) ? -1 : timeline.operationInSlot[slot];
            }
            int crashClass = slot - timeline.slots;
            return spent[crashClass] < available(crashClass) ? timeline.members[crashClass][spent[crashClass]] : -1;
        }

        /** How many crashed operations of a class may have happened by now. */
        int available(int crashClass) {
            return timeline.crashed[crashClass];
        }

        /** Marks it as placed, unless what that leads to was entered before. */
        private boolean enter(int operation, int after) {
            mark(operation, true);
            long[] words = configuration(timeline.cursor(), after, used, spent);
            if (!entered.add(new Configuration(words))) {
                mark(operation, false);
                return false;
            }
            long bytes = 96 + 8L * words.length;
            memoBytes += bytes;
            allowance.hold(bytes);
            if (memoBytes > MEMO_BYTES_MAX) {
                entered.clear();
                allowance.hold(-memoBytes);
                memoBytes = 0;
            }
            return true;
        }

        /** All that the rest of the search depends on. */
        long[] configuration(int cursor, int inState, long[] slotsUsed, int[] crashedSpent) {
            int slotWords = slotsUsed.length;
            long[] words = new long[1 + slotWords + (crashedSpent.length + 1) / 2];
            words[0] = ((long) cursor << 32) | inState;
            System.arraycopy(slotsUsed, 0, words, 1, slotWords);
            for (int c = 0; c < crashedSpent.length; c++) {
                words[1 + slotWords + c / 2] |= (long) crashedSpent[c] << (32 * (c & 1));
            }
            return words;
        }

        /** Whether it can be placed at once, without alternatives. */
        boolean isEager(int operation) {
            return isRead(operation) && after(operation).length > 0;
        }

        boolean isRead(int operation) {
            return isRead[operations.call()[operation]];
        }

        private void placeReads() {
            for (int slot = 0; slot < timeline.slots; slot++) {
                int operation = timeline.operationInSlot[slot];
                if (operation >= 0 && !isUsed(slot) && isEager(operation)) {
                    push(operation, -1, 0);
                    setUsed(slot, true);
                }
            }
        }

        /** Takes back up to the last frame that has alternatives; false if there is none. */
        private boolean takeBack() {
            while (depth > 0) {
                depth--;
                int operation = frameOperation[depth];
                state = frameState[depth];
                if (operation == ADVANCE) {
                    timeline.back();
                    setUsed(timeline.slotOf[timeline.returning()], true);
                } else {
                    mark(operation, false);
                    if (frameCandidate[depth] >= 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        private void mark(int operation, boolean placed) {
            int crashClass = timeline.classOf[operation];
            if (crashClass >= 0) {
                spent[crashClass] += placed ? 1 : -1;
            } else {
                setUsed(timeline.slotOf[operation], placed);
            }
        }

        private boolean isUsed(int slot) {
            return (used[slot >> 6] & (1L << slot)) != 0;
        }

        private void setUsed(int slot, boolean now) {
            if (now) {
                used[slot >> 6] |= 1L << slot;
            } else {
                used[slot >> 6] &= ~(1L << slot);
            }
        }

        private void push(int operation, int candidate, int choice) {
            if (depth == frameOperation.length) {
                frameOperation = Arrays.copyOf(frameOperation, 2 * depth);
                frameCandidate = Arrays.copyOf(frameCandidate, 2 * depth);
                frameChoice = Arrays.copyOf(frameChoice, 2 * depth);
                frameState = Arrays.copyOf(frameState, 2 * depth);
            }
            frameOperation[depth] = operation;
            frameCandidate[depth] = candidate;
            frameChoice[depth] = choice;
            frameState[depth] = state;
            depth++;
        }

        private void noteStuck(int goal) {
            if (farthest < 0 || operations.returned()[goal] > operations.returned()[farthest]) {
                farthest = goal;
                longest.clear();
            }
            if (goal == farthest && longest.size() < TextbookSearch.ORDERS_KEPT_MAX) {
                longest.computeIfAbsent(state, s -> order());
            }
        }

        private int[] order() {
            int[] invocations = new int[depth];
            int length = 0;
            for (int i = 0; i < depth; i++) {
                if (frameOperation[i] != ADVANCE) {
                    invocations[length++] = operations.invoked()[frameOperation[i]];
                }
            }
            return Arrays.copyOf(invocations, length);
        }
    }
}
