package refute.specs.linear;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import refute.specs.model.ContainerModel;

/**
 * Decides without search whether a first-in-first-out queue whose every value is put in at most once has a linearization.
 *
 * <p>Such a history has none if and only if a value comes from nowhere, comes out twice, comes out before one that was put in before it (or that
 * never comes out), or a take finds nothing though something is inside all the while (Henzinger, Sezgin, Vafeiadis, "Aspect-oriented
 * linearizability proofs", CONCUR 2013; near-linear algorithms: Abdulla et al., "Efficient linearizability monitoring", PLDI 2025; Lee and Mathur,
 * "Efficient decrease-and-conquer linearizability monitoring", OOPSLA 2025). Each such pattern is closed: it holds all operations of its
 * values, and a queue without some of its values is still a queue, so it refutes the whole by itself. Where there is none, {@link QueueOrder}
 * makes an order, which is replayed here before anyone sees it.
 *
 * <p>A crashed put counts only if its value came out. The theory has no crashed takes. They may have taken only what no known take took, so what
 * refutes the other values refutes all; else an order is tried in which none happened, and one in which they took what must have gone. If
 * neither fits, nothing is decided.
 *
 * <p>Time n log n, memory linear. Owned by one thread; runs once.
 */
final class UniqueQueue {
    private final Operations operations;
    private final ContainerValues values;
    private final ContainerRules rules;

    private UniqueQueue(Operations operations, ContainerValues values, ContainerRules rules) {
        this.operations = operations;
        this.values = values;
        this.rules = rules;
    }

    /** Empty if nothing was decided: the values are not unique, there are some from the beginning, or what crashed takes took stays open. */
    static Optional<Finding> decide(ContainerModel queue, Operations operations) {
        return decide(queue, operations, new ContainerRules());
    }

    static Optional<Finding> decide(ContainerModel queue, Operations operations, ContainerRules rules) {
        boolean covered = queue.discipline() == ContainerModel.Discipline.FIRST_IN_FIRST_OUT
                && queue.initial().isEmpty();
        return covered
                ? ContainerValues.of(operations, queue.discipline(), rules)
                        .flatMap(values -> new UniqueQueue(operations, values, rules).decide())
                : Optional.empty();
    }

    private Optional<Finding> decide() {
        int[] contradiction = values.contradiction;
        if (contradiction != null) {
            return Optional.of(values.stuck(contradiction));
        }
        Takes seen = Takes.seen(values);
        int[] all = IntStream.range(0, values.count()).filter(values::isIn).toArray();
        Outcome outcome = order(all, seen);
        boolean open = rules.mayHaveTaken(values.crashedTakes.length);
        if (outcome.conflict().isPresent() && open) {
            int[] taken = IntStream.of(all).filter(values::isTaken).toArray();
            Outcome certain = order(taken, seen);
            outcome = certain.conflict().isPresent() ? certain : order(all, supposed(all, seen));
            open = certain.conflict().isEmpty();
        }
        if (outcome.conflict().isPresent()) {
            return open
                    ? Optional.empty()
                    : Optional.of(values.stuck(outcome.conflict().get()));
        }
        return outcome.order().filter(this::isLegal).map(operations::linearizable);
    }

    private Outcome order(int[] members, Takes takes) {
        return new QueueOrder(operations, values, rules, members, takes).find();
    }

    /**
     * What was put in before a value that came out, or before a take that found nothing, must have gone: the crashed takes are supposed to have taken it, the
     * first the first.
     */
    private Takes supposed(int[] all, Takes seen) {
        int latest = IntStream.concat(
                        IntStream.of(all).filter(values::isTaken).map(v -> values.putFrom[v]),
                        IntStream.of(values.empties).map(o -> operations.invoked()[o]))
                .max()
                .orElse(0);
        int[] gone = IntStream.of(all)
                .filter(v -> !values.isTaken(v) && values.putUntil[v] < latest)
                .boxed()
                .sorted(Comparator.comparingInt(v -> values.putUntil[v]))
                .mapToInt(v -> v)
                .toArray();
        Takes takes = seen.copy();
        for (int i = 0; i < Math.min(gone.length, values.crashedTakes.length); i++) {
            int take = values.crashedTakes[i];
            takes.suppose(gone[i], take, rules.takeFrom(operations.invoked()[take], values.putFrom[gone[i]]));
        }
        return takes;
    }

    private boolean isLegal(int[] order) {
        return operations.isInRealTime(order)
                && new ContainerReplay(ContainerModel.Discipline.FIRST_IN_FIRST_OUT, operations).isLegal(order);
    }
}
