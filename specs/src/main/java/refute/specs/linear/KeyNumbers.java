package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * The first pass of a counting sort of a history by key: numbers the keys in the order in which they first appear, and counts for each its
 * operations and its entries. Left out are faults, unknown outcomes, and operations that cannot matter.
 *
 * <p>Stretches of the history are numbered side by side, each for itself, and joined afterwards. So each knows where the entries of each of its
 * keys go, and the second pass, too, can be done side by side. Immutable once made.
 */
final class KeyNumbers {
    /** What cannot matter. */
    static final int LEFT_OUT = -1;

    private static final int SORT_BITS = 4;

    private final History history;
    /** By position {@link #LEFT_OUT}, or the number of the key within the stretch, and of an invocation its sort. */
    private final int[] codeAt;
    /** By position of an invocation how many others of its key are before it in the stretch. */
    private final int[] ordinalAt;

    private final Stretch[] stretches;
    private final List<Value> keys = new ArrayList<>();
    /** Where each key's operations begin, and after the last key where they end. */
    private int[] operations = new int[1];
    /** Where each key's entries begin, and after the last key where they end. */
    private int[] entries = new int[1];

    private KeyNumbers(History history, int count) {
        this.history = history;
        this.codeAt = new int[history.size()];
        this.ordinalAt = new int[history.size()];
        this.stretches = new Stretch[count];
        for (int i = 0; i < count; i++) {
            int begin = (int) ((long) history.size() * i / count);
            stretches[i] = new Stretch(begin, (int) ((long) history.size() * (i + 1) / count));
        }
    }

    /**
     * @param sort of the operation whose invocation is at a position: from 0 to 15, or {@link #LEFT_OUT}; each worker gets its own, and may
     *     ask more than once
     * @param workers how many threads, at least 1
     */
    static KeyNumbers of(History history, Supplier<IntUnaryOperator> sort, int workers) {
        KeyNumbers numbers = new KeyNumbers(history, workers);
        SideBySide.run(workers, stretch -> numbers.count(numbers.stretches[stretch], sort.get()), () -> {});
        numbers.join();
        return numbers;
    }

    int keyCount() {
        return keys.size();
    }

    Value key(int number) {
        return keys.get(number);
    }

    /** How many operations of the keys before it can matter. */
    int firstOperation(int key) {
        return operations[key];
    }

    /** How many entries the keys before it have. */
    int firstEntry(int key) {
        return entries[key];
    }

    /** Told about the entries of each stretch in the order of the history, of several at once, but of no place twice. */
    interface Sorting {
        /**
         * @param at the position of the invocation
         * @param sort as it was told
         * @param operation its place among the operations of all keys
         */
        void operation(int at, int sort, int operation);

        /**
         * @param place among the entries of all keys
         * @param event the number of the operation within its key doubled, plus one for its return
         */
        void entry(int place, int event);
    }

    /** The second pass. */
    void sort(Sorting sorting) {
        SideBySide.run(stretches.length, stretch -> sort(stretches[stretch], sorting), () -> {});
    }

    private void count(Stretch stretch, IntUnaryOperator sort) {
        for (int at = stretch.begin; at < stretch.end; at++) {
            EntryKind kind = history.kind(at);
            if (history.process(at) < 0 || kind == EntryKind.INFO) {
                codeAt[at] = LEFT_OUT;
            } else if (kind == EntryKind.INVOKE) {
                int key = stretch.number(history.key(at));
                int itsSort = sort.applyAsInt(at);
                codeAt[at] = itsSort == LEFT_OUT ? LEFT_OUT : key << SORT_BITS | itsSort;
                if (itsSort != LEFT_OUT) {
                    ordinalAt[at] = stretch.operations[key]++;
                    stretch.entries[key]++;
                }
            } else {
                int invoked = history.partner(at);
                int code = LEFT_OUT;
                if (invoked >= stretch.begin) {
                    code = codeAt[invoked];
                } else if (sort.applyAsInt(invoked) != LEFT_OUT) {
                    code = stretch.number(history.key(invoked)) << SORT_BITS;
                }
                codeAt[at] = code;
                if (code != LEFT_OUT) {
                    stretch.entries[code >> SORT_BITS]++;
                }
            }
        }
    }

    private void join() {
        ValueNumbers all = new ValueNumbers();
        for (Stretch stretch : stretches) {
            stretch.keyOf = new int[stretch.keys.size()];
            for (int local = 0; local < stretch.keyOf.length; local++) {
                Value key = stretch.keys.get(local);
                stretch.keyOf[local] = all.of(key);
                if (stretch.keyOf[local] == keys.size()) {
                    keys.add(key);
                }
            }
        }
        int[] nextOrdinal = new int[keys.size()];
        int[] nextEntry = new int[keys.size()];
        for (Stretch stretch : stretches) {
            stretch.firstOrdinals = places(stretch.keyOf, stretch.operations, nextOrdinal);
            stretch.firstEntries = places(stretch.keyOf, stretch.entries, nextEntry);
        }
        operations = begins(nextOrdinal);
        entries = begins(nextEntry);
    }

    /** For each of a stretch's keys how many of it come before the stretch. */
    private static int[] places(int[] keyOf, int[] counts, int[] next) {
        int[] places = new int[keyOf.length];
        for (int local = 0; local < keyOf.length; local++) {
            places[local] = next[keyOf[local]];
            next[keyOf[local]] += counts[local];
        }
        return places;
    }

    private static int[] begins(int[] counts) {
        int[] begins = new int[counts.length + 1];
        for (int key = 0; key < counts.length; key++) {
            begins[key + 1] = begins[key] + counts[key];
        }
        return begins;
    }

    private void sort(Stretch stretch, Sorting sorting) {
        int[] nextEntry = new int[stretch.keyOf.length];
        int[] firstOperation = new int[stretch.keyOf.length];
        for (int local = 0; local < nextEntry.length; local++) {
            nextEntry[local] = entries[stretch.keyOf[local]] + stretch.firstEntries[local];
            firstOperation[local] = operations[stretch.keyOf[local]];
        }
        for (int at = stretch.begin; at < stretch.end; at++) {
            int code = codeAt[at];
            if (code == LEFT_OUT) {
                continue;
            }
            int local = code >> SORT_BITS;
            int place = nextEntry[local]++;
            if (history.kind(at) == EntryKind.INVOKE) {
                int ordinal = stretch.firstOrdinals[local] + ordinalAt[at];
                sorting.operation(at, code & ((1 << SORT_BITS) - 1), firstOperation[local] + ordinal);
                sorting.entry(place, 2 * ordinal);
            } else {
                int invoked = history.partner(at);
                int before = invoked >= stretch.begin
                        ? stretch.firstOrdinals[local]
                        : stretchOf(invoked).firstOrdinals[codeAt[invoked] >> SORT_BITS];
                sorting.entry(place, 2 * (before + ordinalAt[invoked]) + 1);
            }
        }
    }

    private Stretch stretchOf(int at) {
        int stretch = 0;
        while (at >= stretches[stretch].end) {
            stretch++;
        }
        return stretches[stretch];
    }

    /** A part of the history that one thread reads. */
    private static final class Stretch {
        private final int begin;
        private final int end;
        private final ValueNumbers numbers = new ValueNumbers();
        /** By the number within the stretch. */
        private final List<Value> keys = new ArrayList<>();

        private int[] operations = new int[16];
        private int[] entries = new int[16];
        /** The number in the whole history. */
        private int[] keyOf = new int[0];
        /** How many of the key's operations come before the stretch. */
        private int[] firstOrdinals = new int[0];
        /** How many of the key's entries come before the stretch. */
        private int[] firstEntries = new int[0];

        Stretch(int begin, int end) {
            this.begin = begin;
            this.end = end;
        }

        int number(Value key) {
            int number = numbers.of(key);
            if (number == keys.size()) {
                keys.add(key);
                if (number == operations.length) {
                    operations = Arrays.copyOf(operations, 2 * number);
                    entries = Arrays.copyOf(entries, 2 * number);
                }
            }
            return number;
        }
    }
}
