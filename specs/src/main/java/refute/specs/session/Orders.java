package refute.specs.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Things of which some must come before others, and why: a directed graph whose edges have labels. Owned by one thread.
 *
 * <p>A label is one bit, so that a mask chooses which edges to look at. Not final for the mutants of the tests.
 */
class Orders {
    private static final int NONE = -1;
    /** From how many things a shortest cycle is looked for: the first found may be long, and all are too many. */
    private static final int STARTS_MAX = 64;

    private final int things;
    private int size;
    private int[] before = new int[64];
    private int[] after = new int[64];
    private int[] label = new int[64];
    private int[] first = new int[64];
    private int[] second = new int[64];

    /** How many edges leave a thing, up to each; and their numbers. */
    private int[] starts = new int[0];

    private int[] leaving = new int[0];
    private int indexed = NONE;

    Orders(int things) {
        this.things = things;
    }

    /** Says that one comes before another; {@code first} and {@code second} are the operations that show it. */
    void add(int earlier, int later, int bit, int firstBecause, int secondBecause) {
        if (size == before.length) {
            before = Arrays.copyOf(before, 2 * size);
            after = Arrays.copyOf(after, 2 * size);
            label = Arrays.copyOf(label, 2 * size);
            first = Arrays.copyOf(first, 2 * size);
            second = Arrays.copyOf(second, 2 * size);
        }
        before[size] = earlier;
        after[size] = later;
        label[size] = bit;
        first[size] = firstBecause;
        second[size++] = secondBecause;
    }

    int size() {
        return size;
    }

    int earlier(int edge) {
        return before[edge];
    }

    int later(int edge) {
        return after[edge];
    }

    int label(int edge) {
        return label[edge];
    }

    int first(int edge) {
        return first[edge];
    }

    int second(int edge) {
        return second[edge];
    }

    /** The things in an order that agrees with the edges in the mask; fewer than there are if those run in a circle. */
    int[] sorted(int mask) {
        index();
        int[] waitingFor = new int[things];
        for (int edge = 0; edge < size; edge++) {
            waitingFor[after[edge]] += (label[edge] & mask) == 0 ? 0 : 1;
        }
        int[] sorted = new int[things];
        int count = 0;
        for (int thing = 0; thing < things; thing++) {
            if (waitingFor[thing] == 0) {
                sorted[count++] = thing;
            }
        }
        for (int next = 0; next < count; next++) {
            for (int i = starts[sorted[next]]; i < starts[sorted[next] + 1]; i++) {
                int edge = leaving[i];
                if ((label[edge] & mask) != 0 && --waitingFor[after[edge]] == 0) {
                    sorted[count++] = after[edge];
                }
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /** The edges of a short cycle among those in the mask; empty if there is none. */
    List<Integer> cycle(int mask) {
        boolean[] outside = new boolean[things];
        int[] sorted = sorted(mask);
        if (sorted.length == things) {
            return List.of();
        }
        for (int thing : sorted) {
            outside[thing] = true;
        }
        List<Integer> shortest = List.of();
        int tried = 0;
        for (int thing = 0; thing < things && tried < STARTS_MAX; thing++) {
            if (!outside[thing]) {
                List<Integer> found = path(thing, thing, mask, size);
                tried += found.isEmpty() ? 0 : 1;
                shortest =
                        !found.isEmpty() && (shortest.isEmpty() || found.size() < shortest.size()) ? found : shortest;
            }
        }
        return shortest;
    }

    /** The fewest edges from one thing to another, of those in the mask that were added before the given one; empty if none. */
    List<Integer> path(int from, int to, int mask, int edgesEnd) {
        index();
        int[] by = new int[things];
        Arrays.fill(by, NONE);
        int[] queue = new int[things + 1];
        int count = 0;
        queue[count++] = from;
        for (int next = 0; next < count && by[to] == NONE; next++) {
            for (int i = starts[queue[next]]; i < starts[queue[next] + 1]; i++) {
                int edge = leaving[i];
                if (edge < edgesEnd && (label[edge] & mask) != 0 && by[after[edge]] == NONE) {
                    by[after[edge]] = edge;
                    if (after[edge] != from) {
                        queue[count++] = after[edge];
                    }
                }
            }
        }
        List<Integer> path = new ArrayList<>();
        for (int at = to; by[at] != NONE; ) {
            path.addFirst(by[at]);
            at = before[by[at]];
            if (at == from) {
                return path;
            }
        }
        return List.of();
    }

    /** The edges that leave a thing. */
    int[] leaving(int thing) {
        index();
        return Arrays.copyOfRange(leaving, starts[thing], starts[thing + 1]);
    }

    private void index() {
        if (indexed == size) {
            return;
        }
        starts = new int[things + 1];
        for (int edge = 0; edge < size; edge++) {
            starts[before[edge] + 1]++;
        }
        for (int thing = 0; thing < things; thing++) {
            starts[thing + 1] += starts[thing];
        }
        leaving = new int[size];
        int[] next = Arrays.copyOf(starts, things + 1);
        for (int edge = 0; edge < size; edge++) {
            leaving[next[before[edge]]++] = edge;
        }
        indexed = size;
    }
}
