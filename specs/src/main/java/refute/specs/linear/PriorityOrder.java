package refute.specs.linear;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import refute.harness.history.Value;

/**
 * Puts the operations of a priority queue, whose values are each put in once, into a legal order; or finds a few values that have none.
 *
 * <p>A value comes out at a moment at which nothing that goes before it need be inside: a value surely is from when its put was over to when its take
 * began. If each value that came out has such a moment, there is an order: each take takes effect at the first one, and each put as late as it may. For were one
 * of these earlier values inside at that moment, its put would be over, so its own take would have begun, and its own first moment would
 * not be later, as whatever covers it goes before both (the values of least priority are peeled off one by one, as in Lee and Mathur, "Efficient
 * decrease-and-conquer linearizability monitoring", OOPSLA 2025). Conversely a take without such a moment finds another value first wherever it is put.
 *
 * <p>Time n log n, memory linear. Owned by one thread; runs once.
 */
final class PriorityOrder {
    // Within one moment: what comes out, with what came in just for that; who found nothing; what came in to stay.
    private static final int TAKES = 0;
    private static final int FOUND_NOTHING = 1;
    private static final int PUTS = 2;

    private final Operations operations;
    private final ContainerValues values;
    private final ContainerRules rules;
    private final int[] members;
    private final Takes takes;
    private final Instants instants;

    /** @param members the values to order */
    PriorityOrder(Operations operations, ContainerValues values, ContainerRules rules, int[] members, Takes takes) {
        this.operations = operations;
        this.values = values;
        this.rules = rules;
        this.members = byPriority(operations, values, members);
        this.takes = takes;
        this.instants = new Instants(operations.size());
    }

    private static int[] byPriority(Operations operations, ContainerValues values, int[] members) {
        return IntStream.of(members)
                .boxed()
                .sorted((one, other) ->
                        Long.compare(number(operations, values, one), number(operations, values, other)))
                .mapToInt(v -> v)
                .toArray();
    }

    private static long number(Operations operations, ContainerValues values, int value) {
        return ((Value.Int) operations.callOf(values.put[value]).argument()).number();
    }

    Outcome find() {
        Presence presence = new Presence(values, rules, members, takes);
        Optional<int[]> conflict = presence.placeThoseThatFoundNothing(operations, instants, FOUND_NOTHING);
        if (conflict.isPresent()) {
            return Outcome.conflict(conflict.get());
        }
        Coverage coverage = new Coverage(IntStream.of(members)
                .flatMap(v -> IntStream.of(values.putUntil[v], takes.from()[v], takes.until()[v])));
        for (int i = 0; i < members.length; i++) {
            int value = members[i];
            if (!isPlaced(value, i, coverage)) {
                return Outcome.conflict(conflict(Arrays.copyOf(members, i), value));
            }
            if (rules.isSurelyInside(values.putUntil[value], takes.from()[value])) {
                coverage.add(values.putUntil[value], takes.from()[value], 1);
            }
        }
        return Outcome.order(instants.order());
    }

    /** Given those that go before it; false if its take has no moment. */
    private boolean isPlaced(int value, int rank, Coverage coverage) {
        int lastPut = values.putUntil[value] - 1;
        if (!takes.isTaken(value)) {
            instants.add(lastPut, PUTS, rank, values.put[value]);
            return true;
        }
        int moment = coverage.firstUncovered(takes.from()[value], takes.until()[value]);
        if (moment < 0) {
            return false;
        }
        instants.add(moment, TAKES, 2 * rank + 1, takes.take()[value]);
        if (lastPut < moment) {
            instants.add(lastPut, PUTS, rank, values.put[value]);
        } else {
            instants.add(moment, TAKES, 2 * rank, values.put[value]);
        }
        return true;
    }

    private int[] conflict(int[] before, int value) {
        int[] cover = new Presence(values, rules, before, takes).cover(takes.from()[value], takes.until()[value]);
        int[] all = IntStream.concat(IntStream.of(cover), IntStream.of(value)).toArray();
        return Outcome.with(all, ContainerValues.NONE);
    }
}
