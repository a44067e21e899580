package refute.specs.linear;

import java.util.Arrays;
import java.util.Optional;

/**
 * When something is surely inside a container: a value is from when its put was over to when its take began (Bouajjani, Emmi, Enea, Hamza, "On
 * reducing linearizability to state reachability", ICALP 2015). A moment is named by the position just in front of it. Immutable.
 */
final class Presence {
    private final ContainerValues values;
    private final ContainerRules rules;
    private final int[] members;
    private final Takes takes;
    /** Disjoint intervals: beginning in the upper half, end in the lower, ascending. */
    private final long[] inside;

    /** @param members the values to look at */
    Presence(ContainerValues values, ContainerRules rules, int[] members, Takes takes) {
        this.values = values;
        this.rules = rules;
        this.members = members;
        this.takes = takes;
        this.inside = surelyInside();
    }

    private long[] surelyInside() {
        long[] intervals = Arrays.stream(members)
                .filter(v -> rules.isSurelyInside(values.putUntil[v], takes.from()[v]))
                .mapToLong(v -> ((long) values.putUntil[v] << 32) | takes.from()[v])
                .sorted()
                .toArray();
        int count = 0;
        for (long next : intervals) {
            if (count == 0 || (next >>> 32) > (int) intervals[count - 1]) {
                intervals[count++] = next;
            } else if ((int) next > (int) intervals[count - 1]) {
                intervals[count - 1] = (intervals[count - 1] >>> 32 << 32) | (int) next;
            }
        }
        return Arrays.copyOf(intervals, count);
    }

    /** The first moment from here on at which nothing need be inside. */
    int firstMoment(int from) {
        int at = Arrays.binarySearch(inside, ((long) from << 32) | Integer.MAX_VALUE);
        int before = at < 0 ? -at - 2 : at;
        return before >= 0 && (int) inside[before] > from ? (int) inside[before] : from;
    }

    /**
     * Lets each take that found nothing take effect at its first moment at which nothing need be inside.
     *
     * @param turn theirs, within a moment
     * @return one that has no such moment, behind values of which one is surely inside all the while; empty if all have
     */
    Optional<int[]> placeThoseThatFoundNothing(Operations operations, Instants instants, int turn) {
        for (int i = 0; i < values.empties.length; i++) {
            int empty = values.empties[i];
            int moment = firstMoment(operations.invoked()[empty]);
            if (rules.isTooLate(moment, operations.returned()[empty])) {
                int[] cover = cover(operations.invoked()[empty], operations.returned()[empty]);
                return Optional.of(Outcome.with(cover, empty));
            }
            instants.add(moment, turn, i, empty);
        }
        return Optional.empty();
    }

    /**
     * A few values of which one is surely inside at each moment from one position to another.
     *
     * @throws AssertionError if there is a moment without
     */
    int[] cover(int from, int until) {
        int[] byPut = ByTime.sorted(members, values.putUntil);
        int[] chain = new int[members.length];
        int count = 0;
        int next = 0;
        int covered = from;
        while (covered < until) {
            int farthest = ContainerValues.NONE;
            for (; next < byPut.length && values.putUntil[byPut[next]] <= covered; next++) {
                if (takes.from()[byPut[next]] > (farthest == ContainerValues.NONE ? covered : takes.from()[farthest])) {
                    farthest = byPut[next];
                }
            }
            if (farthest == ContainerValues.NONE) {
                throw new AssertionError("nothing is inside just behind position " + covered);
            }
            covered = takes.from()[farthest];
            chain[count++] = farthest;
        }
        return Arrays.copyOf(chain, count);
    }
}
