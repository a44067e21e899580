package refute.specs.linear;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

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
    private final QueueRules rules;
    private final QueueValues values;
    private final int[] members;
    /** By value: who takes it, from when to when; may differ from what was seen, where crashed takes are supposed to have taken something. */
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

    /**
     * What came of it; neither, if the order turned out not to fit.
     *
     * @param order operations in a legal order
     * @param conflict values, and behind them a take that found nothing or {@link QueueValues#NONE}, that have none
     */
    record Outcome(Optional<int[]> order, Optional<int[]> conflict) {
        private static Outcome conflict(int[] conflict) {
            return new Outcome(Optional.empty(), Optional.of(conflict));
        }
    }

    /** @param members the values to order, ascending */
    QueueOrder(Operations operations, QueueValues values, QueueRules rules, int[] members, Takes takes) {
        this.operations = operations;
        this.rules = rules;
        this.values = values;
        this.members = members;
        this.take = takes.take();
        this.takeFrom = takes.from();
        this.takeUntil = takes.until();
        allowances = new byte[values.count()];
        gone = new boolean[values.count()];
        next = new int[members.length];
        order = new int[operations.size()];
    }

    /** By value, who takes it, from when and until when. */
    @SuppressWarnings("ArrayRecordComponent")
    record Takes(int[] take, int[] from, int[] until) {
        static Takes seen(QueueValues values) {
            return new Takes(values.take, values.takeFrom, values.takeUntil);
        }

        Takes copy() {
            return new Takes(take.clone(), from.clone(), until.clone());
        }
    }

    Outcome find() {
        long[] inside = surelyInside();
        long[] moments = new long[values.empties.length];
        for (int i = 0; i < moments.length; i++) {
            int empty = values.empties[i];
            int moment = firstMoment(inside, operations.invoked()[empty]);
            if (rules.isTooLate(moment, operations.returned()[empty])) {
                return Outcome.conflict(cover(empty));
            }
            moments[i] = ((long) moment << 32) | i;
        }
        Arrays.sort(moments);
        return orderEpochs(moments);
    }

    /** Disjoint intervals in which something is surely inside: beginning in the upper half, end in the lower, ascending. */
    private long[] surelyInside() {
        long[] inside = Arrays.stream(members)
                .filter(v -> rules.isSurelyInside(values.putUntil[v], takeFrom[v]))
                .mapToLong(v -> ((long) values.putUntil[v] << 32) | takeFrom[v])
                .sorted()
                .toArray();
        int count = 0;
        for (long next : inside) {
            if (count == 0 || (next >>> 32) > (int) inside[count - 1]) {
                inside[count++] = next;
            } else if ((int) next > (int) inside[count - 1]) {
                inside[count - 1] = (inside[count - 1] >>> 32 << 32) | (int) next;
            }
        }
        return Arrays.copyOf(inside, count);
    }

    /** The first moment from here on at which nothing need be inside: just behind that position. */
    private static int firstMoment(long[] inside, int from) {
        int at = Arrays.binarySearch(inside, ((long) from << 32) | Integer.MAX_VALUE);
        int before = at < 0 ? -at - 2 : at;
        return before >= 0 && (int) inside[before] > from ? (int) inside[before] : from;
    }

    /** A few values of which one is surely inside at each moment of a take that found nothing; and that take. */
    private int[] cover(int empty) {
        int[] byPut = sorted(members, values.putUntil);
        int[] chain = new int[members.length + 1];
        int count = 0;
        int next = 0;
        int covered = operations.invoked()[empty];
        while (covered < operations.returned()[empty]) {
            int farthest = QueueValues.NONE;
            for (; next < byPut.length && values.putUntil[byPut[next]] <= covered; next++) {
                if (takeFrom[byPut[next]] > (farthest == QueueValues.NONE ? covered : takeFrom[farthest])) {
                    farthest = byPut[next];
                }
            }
            if (farthest == QueueValues.NONE) {
                throw new AssertionError("nothing is inside just behind position " + covered);
            }
            covered = takeFrom[farthest];
            chain[count++] = farthest;
        }
        chain[count++] = empty;
        return Arrays.copyOf(chain, count);
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
                return new Outcome(Optional.empty(), Optional.empty());
            }
            for (; empty < moments.length && epoch < points.length && moments[empty] >>> 32 == points[epoch]; empty++) {
                order[length++] = values.empties[(int) moments[empty]];
            }
        }
        return new Outcome(Optional.of(Arrays.copyOf(order, length)), Optional.empty());
    }

    /** The first moment by which the take may have begun. */
    private static int epoch(int[] points, int from) {
        int at = Arrays.binarySearch(points, from);
        return at < 0 ? -at - 1 : at;
    }

    /** Sorts by both relations at once; two values, and no take, if they contradict each other. */
    private int[] sort(int[] some, int[] sorted) {
        int n = some.length;
        int[] byPutFrom = sorted(some, values.putFrom);
        int[] byPutUntil = sorted(some, values.putUntil);
        int[] byTakeFrom = sorted(some, takeFrom);
        int[] byTakeUntil = sorted(some, takeUntil);
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
                return new int[] {byPutUntil[p], byTakeUntil[q], QueueValues.NONE};
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

    private static int[] sorted(int[] some, int[] by) {
        long[] keys =
                IntStream.of(some).mapToLong(v -> ((long) by[v] << 32) | v).toArray();
        Arrays.sort(keys);
        int[] result = new int[keys.length];
        Arrays.setAll(result, i -> (int) keys[i]);
        return result;
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
            boolean takenTooLate = take[sorted[i]] != QueueValues.NONE && taken >= takeUntil[sorted[i]];
            if (put >= values.putUntil[sorted[i]] || takenTooLate) {
                return false;
            }
        }
        int puts = 0;
        for (int takes = 0; takes < n; ) {
            if (puts < n && putAt[puts] <= takeAt[takes]) {
                order[length++] = values.put[sorted[puts++]];
            } else {
                if (take[sorted[takes]] != QueueValues.NONE) {
                    order[length++] = take[sorted[takes]];
                }
                takes++;
            }
        }
        return true;
    }
}
