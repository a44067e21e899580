package refute.specs.linear;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * A counting sort of a history's operations by key. What cannot matter is left out: faults, operations that say nothing.
 *
 * <p>Its loops have next to no branches: whether an entry invokes or completes, what it does and how it ends is as good as random, and a
 * processor that guesses wrong waits longer than all else here takes. So there is a bucket for what is left out, too, and what has to be looked at more
 * closely is gathered first.
 *
 * <p>Stretches of the history are counted side by side, each for itself. So it is known where each stretch's share of a key begins, and the second
 * pass is done side by side as well. Immutable once made.
 */
final class KeySort {
    /** The bucket of what is left out; that of a key is its number in the history plus one. */
    private static final int LEFT_OUT = 0;

    private final History history;
    private final Stretch[] stretches;
    /** The buckets of the keys in the order in which they are first asked for, and then the one for what is left out. */
    private final int[] order;
    /** Where the operations of each of these begin. */
    private final int[] firstOperations;

    private KeySort(History history, Supplier<? extends Sorter> sorters, int count) {
        this.history = history;
        int buckets = history.keyBound() + 1;
        this.stretches = new Stretch[count];
        for (int i = 0; i < count; i++) {
            int begin = (int) ((long) history.size() * i / count);
            int end = (int) ((long) history.size() * (i + 1) / count);
            stretches[i] = new Stretch(begin, end, buckets);
        }
        SideBySide.run(count, stretch -> invocations(stretches[stretch], sorters.get()), () -> {});
        this.order = Stream.concat(Arrays.stream(stretches).map(Stretch::seen), Stream.of(new int[] {LEFT_OUT}))
                .flatMapToInt(Arrays::stream)
                .distinct()
                .toArray();
        this.firstOperations = begins();
    }

    /** Sorts operations, given the position of their invocation. Owned by one thread. */
    interface Sorter {
        /** The bit of an operation that cannot matter. */
        int IS_LEFT_OUT = 16;
        /** The bit of an operation for which {@link #look} has to decide. */
        int IS_UNDECIDED = 32;

        /** A number below 64, at first sight. */
        int sort(int at);

        /** A number below 32. */
        int look(int at, int sort);
    }

    /**
     * @param sorters each worker gets its own
     * @param workers how many threads, at least 1
     */
    static KeySort of(History history, Supplier<? extends Sorter> sorters, int workers) {
        return new KeySort(history, sorters, workers);
    }

    int keyCount() {
        return order.length - 1;
    }

    Value key(int number) {
        return history.keyNumbered(order[number] - 1);
    }

    /** How many operations there are, with those that are left out. */
    int operationCount() {
        return Arrays.stream(stretches).mapToInt(stretch -> stretch.count).sum();
    }

    /** How many operations of the keys before it can matter. */
    int firstOperation(int key) {
        return firstOperations[key];
    }

    /** Told about an operation: the position of its invocation, its sort, and its place among those of all keys. */
    interface Placement {
        void place(int at, int sort, int place);
    }

    /** Tells about all operations, those that are left out behind the others; several at once, but no place twice. */
    void forEach(Placement placement) {
        SideBySide.run(
                stretches.length,
                number -> {
                    Stretch stretch = stretches[number];
                    int[] next = stretch.begins.clone();
                    for (int i = 0; i < stretch.count; i++) {
                        int at = stretch.invocations[i];
                        placement.place(at, stretch.sorts[i], next[bucket(at, stretch.sorts[i])]++);
                    }
                },
                () -> {});
    }

    private void invocations(Stretch stretch, Sorter sorter) {
        stretch.gather(history);
        int[] undecided = new int[stretch.count];
        int undecidedCount = 0;
        for (int i = 0; i < stretch.count; i++) {
            int sort = sorter.sort(stretch.invocations[i]);
            stretch.sorts[i] = (byte) sort;
            undecided[undecidedCount] = i;
            undecidedCount += (sort & Sorter.IS_UNDECIDED) != 0 ? 1 : 0;
        }
        for (int u = 0; u < undecidedCount; u++) {
            int i = undecided[u];
            stretch.sorts[i] = (byte) sorter.look(stretch.invocations[i], stretch.sorts[i]);
        }
        for (int i = 0; i < stretch.count; i++) {
            int at = stretch.invocations[i];
            stretch.saw(history.keyNumber(at) + 1);
            stretch.operations[bucket(at, stretch.sorts[i])]++;
        }
    }

    private int bucket(int at, int sort) {
        return (sort & Sorter.IS_LEFT_OUT) != 0 ? LEFT_OUT : history.keyNumber(at) + 1;
    }

    /** Where each bucket begins, in their order; tells the stretches where their shares begin. */
    private int[] begins() {
        int[] begins = new int[order.length];
        int begin = 0;
        for (int i = 0; i < order.length; i++) {
            begins[i] = begin;
            for (Stretch stretch : stretches) {
                stretch.begins[order[i]] = begin;
                begin += stretch.operations[order[i]];
            }
        }
        return begins;
    }

    /** A part of the history that one thread reads. */
    private static final class Stretch {
        private final int begin;
        private final int end;
        /** Positions of the invocations of clients. */
        private final int[] invocations;
        /** Of each of these. */
        private final byte[] sorts;

        private int count;
        /** The buckets of the keys that were seen, in that order. */
        private final int[] seenKeys;

        private final boolean[] isSeen;
        private int seenCount;
        /** By bucket how many there are. */
        private final int[] operations;
        /** By bucket where its share of all begins. */
        private final int[] begins;

        Stretch(int begin, int end, int buckets) {
            this.begin = begin;
            this.end = end;
            this.invocations = new int[end - begin + 1];
            this.sorts = new byte[end - begin + 1];
            this.seenKeys = new int[buckets];
            this.isSeen = new boolean[buckets];
            this.operations = new int[buckets];
            this.begins = new int[buckets];
        }

        void gather(History history) {
            for (int at = begin; at < end; at++) {
                invocations[count] = at;
                int invokes = history.kind(at) == EntryKind.INVOKE ? 1 : 0;
                count += history.process(at) < 0 ? 0 : invokes;
            }
        }

        void saw(int key) {
            if (!isSeen[key]) {
                isSeen[key] = true;
                seenKeys[seenCount++] = key;
            }
        }

        int[] seen() {
            return Arrays.copyOf(seenKeys, seenCount);
        }
    }
}
