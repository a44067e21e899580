package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * A time of a stack at each moment of which something is surely inside, and the values that are. Owned by one thread.
 *
 * <p>The bottom of a block goes in before the first of its puts is over, and comes out after the last of its takes has begun. Pieces of a block begin later and
 * end sooner, so who could go in first still can: the largest piece goes on with the candidates of its block, and only the others look for theirs anew,
 * each value at most log n times.
 */
final class StackBlock {
    private final Lasting lasting;
    /** Its values are among the lasting ones from one index to another. */
    private final int from;

    private final int to;
    private final int begin;
    private final int end;
    private final Candidates candidates;

    private StackBlock(Lasting lasting, int from, int to, int begin, int end, Candidates candidates) {
        this.lasting = lasting;
        this.from = from;
        this.to = to;
        this.begin = begin;
        this.end = end;
        this.candidates = candidates;
    }

    /** From one position, where a put is over, to another, where a take begins. */
    static StackBlock of(Lasting lasting, int begin, int end) {
        int from = lasting.firstFrom(begin);
        int to = lasting.firstFrom(end);
        return new StackBlock(lasting, from, to, begin, end, new Candidates(lasting, from, to));
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    /** A value that can be around all others; {@link ContainerValues#NONE} if there is none. */
    int bottom() {
        int last = candidates.lastOut(from, to, begin);
        boolean around = last != ContainerValues.NONE && lasting.rules.isLastOut(lasting.takeUntil[last], end);
        return around ? lasting.values[last] : ContainerValues.NONE;
    }

    int[] members() {
        return lasting.left(from, to).map(i -> lasting.values[i]).toArray();
    }

    /** The pieces that are left without the bottom, by their begins and ends one behind the other. */
    List<StackBlock> apart(int[] ends) {
        int[] bounds = Arrays.stream(ends).map(lasting::firstFrom).toArray();
        int largest = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            largest = bounds[i + 1] - bounds[i] > bounds[largest + 1] - bounds[largest] ? i : largest;
        }
        List<StackBlock> pieces = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            Candidates its = i == largest ? candidates : new Candidates(lasting, bounds[i], bounds[i + 1]);
            pieces.add(new StackBlock(lasting, bounds[i], bounds[i + 1], ends[i], ends[i + 1], its));
        }
        return pieces;
    }

    /** The values that are surely inside for some time, in the order of when their puts were over; by index, and which of them are placed. */
    static final class Lasting {
        private final int[] values;
        private final int[] putFrom;
        private final int[] putUntil;
        private final int[] takeUntil;
        private final boolean[] placed;
        private final ContainerRules rules;

        Lasting(int[] values, ContainerValues times, Takes takes, ContainerRules rules) {
            this.values = values;
            this.putFrom = byIndex(times.putFrom);
            this.putUntil = byIndex(times.putUntil);
            this.takeUntil = byIndex(takes.until());
            this.placed = new boolean[times.count()];
            this.rules = rules;
        }

        private int[] byIndex(int[] byValue) {
            return IntStream.of(values).map(v -> byValue[v]).toArray();
        }

        void place(int value) {
            placed[value] = true;
        }

        private IntStream left(int from, int to) {
            return IntStream.range(from, to).filter(i -> !placed[values[i]]);
        }

        private int firstFrom(int position) {
            int at = Arrays.binarySearch(putUntil, position);
            return at < 0 ? -at - 1 : at;
        }
    }

    /** Those that can go in first, the last to come out before the others. */
    private static final class Candidates {
        private final Lasting lasting;
        private final int[] byPut;
        private int next;
        private final PriorityQueue<Integer> byTake;

        Candidates(Lasting lasting, int from, int to) {
            this.lasting = lasting;
            byPut = ByTime.sorted(lasting.left(from, to).toArray(), lasting.putFrom);
            byTake = new PriorityQueue<>(
                    Comparator.comparingInt((Integer i) -> lasting.takeUntil[i]).reversed());
        }

        /** Among these indexes, of those whose put can take effect before that position, the one whose take can be the latest. */
        int lastOut(int from, int to, int begin) {
            while (next < byPut.length && lasting.rules.isFirstIn(lasting.putFrom[byPut[next]], begin)) {
                byTake.add(byPut[next++]);
            }
            while (!byTake.isEmpty() && !isLeft(byTake.peek(), from, to)) {
                byTake.remove();
            }
            return byTake.isEmpty() ? ContainerValues.NONE : byTake.peek();
        }

        private boolean isLeft(int index, int from, int to) {
            return from <= index && index < to && !lasting.placed[lasting.values[index]];
        }
    }
}
