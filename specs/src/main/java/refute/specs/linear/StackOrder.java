package refute.specs.linear;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts the operations of a stack, whose values are each put in once, into a legal order; or finds values that have none.
 *
 * <p>A value surely is inside from when its put was over to when its take began. If these intervals leave a moment uncovered, then in some order the
 * stack is empty at it: whatever is inside at that moment has a put or a take that is still going on, and can come in later or come out
 * sooner. So the history falls apart into <em>blocks</em> without such a moment inside, each of which must have a bottom: a value that can go in before all others of the
 * block and come out after them. Any value that can be the bottom may be, since a stack without it is still a stack; without it the block
 * falls apart again. If a block has no bottom, its values have no order. (Decrease and conquer, after Lee and Mathur, "Efficient
 * decrease-and-conquer linearizability monitoring", OOPSLA 2025.) A value whose put and take overlap goes in and out at once, and bothers nobody.
 *
 * <p>Time n (log n)^2, memory linear. Owned by one thread; runs once.
 */
final class StackOrder {
    // Within one moment: what comes out of the blocks that end; who found nothing; in and out at once; into the blocks
    // that begin.
    private static final int TAKES = 0;
    private static final int FOUND_NOTHING = 1;
    private static final int AT_ONCE = 2;
    private static final int PUTS = 3;

    private final Operations operations;
    private final ContainerValues values;
    private final ContainerRules rules;
    private final int[] members;
    private final Takes takes;
    private final Instants instants;
    /** Those surely inside for some time, in the order of when. */
    private final int[] lasting;

    private final StackBlock.Lasting left;
    private final Deque<StackBlock> toDo = new ArrayDeque<>();
    private int placed;

    /** @param members the values to order */
    StackOrder(Operations operations, ContainerValues values, ContainerRules rules, int[] members, Takes takes) {
        this.operations = operations;
        this.values = values;
        this.rules = rules;
        this.members = members;
        this.takes = takes;
        this.instants = new Instants(operations.size());
        this.lasting = ByTime.sorted(
                IntStream.of(members)
                        .filter(v -> rules.isSurelyInside(values.putUntil[v], takes.from()[v]))
                        .toArray(),
                values.putUntil);
        this.left = new StackBlock.Lasting(lasting, values, takes, rules);
    }

    Outcome find() {
        Presence presence = new Presence(values, rules, members, takes);
        Optional<int[]> conflict = presence.placeThoseThatFoundNothing(operations, instants, FOUND_NOTHING);
        if (conflict.isPresent()) {
            return Outcome.conflict(conflict.get());
        }
        for (int v : members) {
            if (!rules.isSurelyInside(values.putUntil[v], takes.from()[v])) {
                instants.add(takes.from()[v], AT_ONCE, 2 * v, values.put[v]);
                instants.add(takes.from()[v], AT_ONCE, 2 * v + 1, takes.take()[v]);
            }
        }
        Coverage coverage =
                new Coverage(IntStream.of(lasting).flatMap(v -> IntStream.of(values.putUntil[v], takes.from()[v])));
        for (int v : lasting) {
            coverage.add(values.putUntil[v], takes.from()[v], 1);
        }
        firstBlocks();
        while (!toDo.isEmpty()) {
            StackBlock block = toDo.pop();
            int bottom = block.bottom();
            if (bottom == ContainerValues.NONE) {
                return Outcome.conflict(Outcome.with(block.members(), ContainerValues.NONE));
            }
            place(bottom, block);
            takeAway(bottom, block, coverage);
        }
        return Outcome.order(instants.order());
    }

    private void firstBlocks() {
        int from = 0;
        int end = 0;
        for (int i = 0; i <= lasting.length; i++) {
            if (i > from && (i == lasting.length || values.putUntil[lasting[i]] >= end)) {
                toDo.push(StackBlock.of(left, values.putUntil[lasting[from]], end));
                from = i;
            }
            end = i == lasting.length ? end : Math.max(end, takes.from()[lasting[i]]);
        }
    }

    /** Around everything of its block that is left. */
    private void place(int bottom, StackBlock block) {
        left.place(bottom);
        instants.add(block.begin() - 1, PUTS, placed, values.put[bottom]);
        if (takes.isTaken(bottom)) {
            instants.add(block.end(), TAKES, lasting.length - placed, takes.take()[bottom]);
        }
        placed++;
    }

    /** What is left of the block falls apart at the moments that only its bottom covered. */
    private void takeAway(int bottom, StackBlock block, Coverage coverage) {
        int from = values.putUntil[bottom];
        int until = takes.from()[bottom];
        coverage.add(from, until, -1);
        IntStream.Builder ends = IntStream.builder();
        int covered = block.begin();
        for (int gap = coverage.firstUncovered(from, until); gap >= 0; gap = coverage.firstUncovered(from, until)) {
            if (gap > covered) {
                ends.add(covered).add(gap);
            }
            covered = coverage.after(gap);
            // Found once: no block that is still to do has it.
            coverage.add(gap, covered, 1);
        }
        if (covered < block.end()) {
            ends.add(covered).add(block.end());
        }
        block.apart(ends.build().toArray()).forEach(toDo::push);
    }
}
