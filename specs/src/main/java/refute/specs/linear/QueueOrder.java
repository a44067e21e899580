package refute.specs.linear;

import java.util.Arrays;

/**
 * Puts the values of a queue, each put in once, into the order in which they went through it; or finds a few that have none.
 *
 * <p>Who was put in first came out first, so one value goes before another if its put, or its take, was over before the other's began.
 * Both relations are interval orders, and so is there an order for all if and only if no two values contradict each other (VOrd of Henzinger,
 * Sezgin, Vafeiadis, "Aspect-oriented linearizability proofs", CONCUR 2013): among the values left, let p be the one whose put is over first and
 * q the one whose take is; if neither can go next, then p was put in before q and q was taken before p.
 *
 * <p>A take that found nothing needs a moment at which nothing need be inside: each value surely is from when its put was over to when its
 * take began, and these intervals must not cover the whole take (Bouajjani, Emmi, Enea, Hamza, "On reducing linearizability to state
 * reachability", ICALP 2015). Its first such moment parts the values: those whose take may have begun by then have come and gone. That agrees with both
 * relations, for a value put in earlier and taken later than another would cover the moment.
 *
 * <p>Time n log n, memory linear. Owned by one thread; runs once.
 */
final class QueueOrder {
    private final Operations operations;
    private final ContainerRules rules;
    private final ContainerValues values;
    private final int[] members;
    private final Takes takes;
    private final int[] take;
    private final int[] takeFrom;
    private final int[] takeUntil;

    /** How many of the two relations let a value go next; and those that both do. */
    private final byte[] allowances;

    private final boolean[] gone;
    private final int[] next;
    private int nextCount;

    private final int[] order;
    private int length;

    /** @param members the values to order, ascending */
    QueueOrder(Operations operations, ContainerValues values, ContainerRules rules, int[] members, Takes takes) {
        this.operations = operations;
        this.rules = rules;
        this.values = values;
        this.members = members;
        this.takes = takes;
        this.take = takes.take();
        this.takeFrom = takes.from();
        this.takeUntil = takes.until();
        allowances = new byte[values.count()];
        gone = new boolean[values.count()];
        next = new int[members.length];
        order = new int[operations.size()];
    }

    Outcome find() {
        Presence presence = new Presence(values, rules, members, takes);
        long[] moments = new long[values.empties.length];
        for (int i = 0; i < moments.length; i++) {
            int empty = values.empties[i];
            int moment = presence.firstMoment(operations.invoked()[empty]);
            if (rules.isTooLate(moment, operations.returned()[empty])) {
                int[] cover =
                        presence.cover(operations.invoked()[empty], operations.returned()[empty]);
                return Outcome.conflict(Outcome.with(cover, empty));
            }
            moments[i] = ((long) moment << 32) | i;
        }
        Arrays.sort(moments);
        return orderEpochs(moments);
    }

    /** Between two moments at which the queue is empty, some values come and go. */
    private Outcome orderEpochs(long[] moments) {
        int[] points = Arrays.stream(moments)
                .mapToInt(m -> (int) (m >>> 32))
                .distinct()
                .toArray();
        long[] byEpoch = Arrays.stream(members)
                .mapToLong(v -> ((long) epoch(points, takeFrom[v]) << 32) | v)
                .sorted()
                .toArray();
        int at = 0;
        int empty = 0;
        for (int epoch = 0; epoch <= points.length; epoch++) {
            int begin = at;
            while (at < byEpoch.length && byEpoch[at] >>> 32 == epoch) {
                at++;
            }
            int[] some =
                    Arrays.stream(byEpoch, begin, at).mapToInt(v -> (int) v).toArray();
            int[] sorted = new int[some.length];
            int[] conflict = sort(some, sorted);
            if (conflict.length > 0) {
                return Outcome.conflict(conflict);
            }
            if (!emit(sorted, epoch == 0 ? 0 : points[epoch - 1])) {
                return Outcome.neither();
            }
            for (; empty < moments.length && epoch < points.length && moments[empty] >>> 32 == points[epoch]; empty++) {
                order[length++] = values.empties[(int) moments[empty]];
            }
        }
        return Outcome.order(Arrays.copyOf(order, length));
    }

    /** The first moment by which the take may have begun. */
    private static int epoch(int[] points, int from) {
        int at = Arrays.binarySearch(points, from);
        return at < 0 ? -at - 1 : at;
    }

    /** Sorts by both relations at once; two values, and no take, if they contradict each other. */
    private int[] sort(int[] some, int[] sorted) {
        int n = some.length;
        int[] byPutFrom = ByTime.sorted(some, values.putFrom);
        int[] byPutUntil = ByTime.sorted(some, values.putUntil);
        int[] byTakeFrom = ByTime.sorted(some, takeFrom);
        int[] byTakeUntil = ByTime.sorted(some, takeUntil);
        int puts = 0;
        int takes = 0;
        int p = 0;
        int q = 0;
        for (int count = 0; count < n; count++) {
            p = firstLeft(byPutUntil, p);
            q = firstLeft(byTakeUntil, q);
            int putUntil = values.putUntil[byPutUntil[p]];
            while (puts < n && !rules.isPutBefore(putUntil, values.putFrom[byPutFrom[puts]])) {
                allow(byPutFrom[puts++]);
            }
            int until = takeUntil[byTakeUntil[q]];
            while (takes < n && !rules.isTakenBefore(until, takeFrom[byTakeFrom[takes]])) {
                allow(byTakeFrom[takes++]);
            }
            if (nextCount == 0) {
                return new int[] {byPutUntil[p], byTakeUntil[q], ContainerValues.NONE};
            }
            sorted[count] = next[--nextCount];
            gone[sorted[count]] = true;
        }
        return new int[0];
    }

    private int firstLeft(int[] some, int from) {
        int at = from;
        while (gone[some[at]]) {
            at++;
        }
        return at;
    }

    private void allow(int value) {
        if (++allowances[value] == 2) {
            next[nextCount++] = value;
        }
    }

    /** Everything as early as it can be, from a position on; false if something comes too late. */
    private boolean emit(int[] sorted, int from) {
        int n = sorted.length;
        int[] putAt = new int[n];
        int[] takeAt = new int[n];
        int put = from;
        int taken = from;
        for (int i = 0; i < n; i++) {
            put = Math.max(put, values.putFrom[sorted[i]]);
            taken = Math.max(put, Math.max(taken, takeFrom[sorted[i]]));
            putAt[i] = put;
            takeAt[i] = taken;
            boolean takenTooLate = take[sorted[i]] != ContainerValues.NONE && taken >= takeUntil[sorted[i]];
            if (put >= values.putUntil[sorted[i]] || takenTooLate) {
                return false;
            }
        }
        int puts = 0;
        for (int takes = 0; takes < n; ) {
            if (puts < n && putAt[puts] <= takeAt[takes]) {
                order[length++] = values.put[sorted[puts++]];
            } else {
                if (take[sorted[takes]] != ContainerValues.NONE) {
                    order[length++] = take[sorted[takes]];
                }
                takes++;
            }
        }
        return true;
    }
}
