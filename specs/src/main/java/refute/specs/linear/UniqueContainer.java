package refute.specs.linear;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;

/**
 * Decides without search whether a stack or a priority queue whose every value is put in at most once has a linearization, by {@link StackOrder} and
 * {@link PriorityOrder}. Every order is replayed before anyone sees it. Queues have {@link UniqueQueue}.
 *
 * <p>A container without some of its values is still a container, so values that have no order by themselves refute the whole. They are told with as few
 * others as can be.
 *
 * <p>A crashed put counts only if its value came out. A crashed take may have taken any value that no known take took: where values contradict
 * each other, one of them that never came out is supposed to have been taken so, one after the other. If no order comes of that, nothing is
 * decided, unless those that came out contradict each other by themselves.
 *
 * <p>Time n (log n)^2 for each value that is supposed to have been taken, memory linear. Owned by one thread; runs once.
 */
final class UniqueContainer {
    /** More suppositions are not tried. */
    private static final int SUPPOSED_MAX = 200;

    private final Discipline discipline;
    private final Operations operations;
    private final ContainerValues values;
    private final ContainerRules rules;

    private UniqueContainer(
            Discipline discipline, Operations operations, ContainerValues values, ContainerRules rules) {
        this.discipline = discipline;
        this.operations = operations;
        this.values = values;
        this.rules = rules;
    }

    /** Empty if nothing was decided: the values are not unique, there are some from the beginning, or what crashed takes took stays open. */
    static Optional<Finding> decide(ContainerModel container, Operations operations) {
        return decide(container, operations, new ContainerRules());
    }

    static Optional<Finding> decide(ContainerModel container, Operations operations, ContainerRules rules) {
        boolean covered = container.discipline() != Discipline.FIRST_IN_FIRST_OUT
                && container.initial().isEmpty();
        return covered
                ? ContainerValues.of(operations, container.discipline(), rules)
                        .flatMap(values ->
                                new UniqueContainer(container.discipline(), operations, values, rules).decide())
                : Optional.empty();
    }

    private Optional<Finding> decide() {
        int[] contradiction = values.contradiction;
        if (contradiction != null) {
            return Optional.of(values.stuck(contradiction));
        }
        int[] all = IntStream.range(0, values.count()).filter(values::isIn).toArray();
        Takes takes = Takes.seen(values).copy();
        Outcome outcome = order(all, takes);
        for (int i = 0; outcome.conflict().isPresent() && rules.mayHaveTaken(values.crashedTakes.length); i++) {
            int[] conflict = outcome.conflict().get();
            if (areSeen(conflict)) {
                break;
            }
            if (i == Math.min(values.crashedTakes.length, SUPPOSED_MAX) || !isSupposed(conflict, takes, i)) {
                return refutedByThoseThatCameOut(all);
            }
            outcome = order(all, takes);
        }
        if (outcome.conflict().isPresent()) {
            return Optional.of(values.stuck(few(outcome.conflict().get())));
        }
        return outcome.order().filter(this::isLegal).map(operations::linearizable);
    }

    private Outcome order(int[] members, Takes takes) {
        return discipline == Discipline.LAST_IN_FIRST_OUT
                ? new StackOrder(operations, values, rules, members, takes).find()
                : new PriorityOrder(operations, values, rules, members, takes).find();
    }

    /** Whether all values of a conflict came out by takes that are known. */
    private boolean areSeen(int[] conflict) {
        return IntStream.of(conflict).limit(conflict.length - 1).allMatch(values::isTaken);
    }

    /** Lets the next crashed take have taken one of the conflict, the first that went in; false if there is none that stayed. */
    private boolean isSupposed(int[] conflict, Takes takes, int number) {
        int take = values.crashedTakes[number];
        return IntStream.of(conflict)
                .limit(conflict.length - 1)
                .filter(v -> !takes.isTaken(v))
                .boxed()
                .min(Comparator.comparingInt(v -> values.putUntil[v]))
                .map(v -> {
                    takes.suppose(v, take, rules.takeFrom(operations.invoked()[take], values.putFrom[v]));
                    return true;
                })
                .orElse(false);
    }

    private Optional<Finding> refutedByThoseThatCameOut(int[] all) {
        int[] taken = IntStream.of(all).filter(values::isTaken).toArray();
        return order(taken, Takes.seen(values)).conflict().map(conflict -> values.stuck(few(conflict)));
    }

    /** Of values that contradict each other as few as still do: leaves out ever smaller parts of them. */
    private int[] few(int[] conflict) {
        int last = conflict.length - 1;
        if (conflict[last] != ContainerValues.NONE) {
            return conflict;
        }
        int[] few = IntStream.of(conflict).limit(last).toArray();
        for (int size = few.length / 2; size > 0; size /= 2) {
            for (int at = 0; at < few.length; ) {
                int from = at;
                int to = at + size;
                int[] part = few;
                int[] rest = IntStream.range(0, part.length)
                        .filter(i -> i < from || i >= to)
                        .map(i -> part[i])
                        .toArray();
                if (order(rest, Takes.seen(values)).conflict().isPresent()) {
                    few = rest;
                } else {
                    at = to;
                }
            }
        }
        return Outcome.with(few, ContainerValues.NONE);
    }

    private boolean isLegal(int[] order) {
        return operations.isInRealTime(order) && new ContainerReplay(discipline, operations).isLegal(order);
    }
}
