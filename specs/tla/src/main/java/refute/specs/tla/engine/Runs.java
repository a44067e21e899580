package refute.specs.tla.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tlc2.value.impl.EnumerableValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;

/**
 * A log as runs of equal entries. For TLC it is a tuple of three values a run: the index of its last entry, its term, what it does to the members; the runs are
 * as long as they can be, so that equal logs are equal tuples.
 */
final class Runs {
    private static final int WIDTH = 3;

    private final Value[] cells;

    private Runs(Value[] cells) {
        this.cells = cells;
    }

    static Runs of(Value log) {
        if (log instanceof TupleValue tuple) {
            return new Runs(tuple.elems);
        }
        // The empty sequence may come as a function without arguments.
        if (log instanceof FcnRcdValue function && function.values.length == 0) {
            return new Runs(new Value[0]);
        }
        throw new IllegalArgumentException("no log: " + log);
    }

    Value value() {
        return new RunsValue(cells);
    }

    int length() {
        return cells.length == 0 ? 0 : end(cells.length / WIDTH - 1);
    }

    Value term(int index) {
        return cells[WIDTH * run(index) + 1];
    }

    /** What an entry does to the members: a set, empty if nothing. */
    Value change(int index) {
        return cells[WIDTH * run(index) + 2];
    }

    private int end(int run) {
        return ((IntValue) cells[WIDTH * run]).val;
    }

    /** The run of an entry, looked for from the end. */
    private int run(int index) {
        if (index < 1 || index > length()) {
            throw new IllegalArgumentException("the log has entries from 1 to " + length() + ", but not " + index);
        }
        int run = cells.length / WIDTH - 1;
        while (run > 0 && end(run - 1) >= index) {
            run--;
        }
        return run;
    }

    /** With so many more entries of that term that do that to the members. */
    Runs with(int count, Value term, Value change) {
        int last = cells.length - WIDTH;
        boolean longer = last >= 0 && cells[last + 1].equals(term) && cells[last + 2].equals(change);
        Value[] more = Arrays.copyOf(cells, longer ? cells.length : cells.length + WIDTH);
        int at = more.length - WIDTH;
        more[at] = IntValue.gen(length() + count);
        more[at + 1] = term;
        more[at + 2] = change;
        return new Runs(more);
    }

    Runs prefix(int index) {
        if (index == 0) {
            return new Runs(new Value[0]);
        }
        if (index == length()) {
            return this;
        }
        int run = run(index);
        Value[] fewer = Arrays.copyOf(cells, WIDTH * (run + 1));
        fewer[WIDTH * run] = IntValue.gen(index);
        return new Runs(fewer);
    }

    /** With those entries of another log that come after that index, which is the length of this one. */
    Runs followedBy(Runs other, int after) {
        Runs all = this;
        for (int run = 0; run < other.cells.length / WIDTH; run++) {
            int from = Math.max(after, run == 0 ? 0 : other.end(run - 1));
            if (other.end(run) > from) {
                all = all.with(other.end(run) - from, other.cells[WIDTH * run + 1], other.cells[WIDTH * run + 2]);
            }
        }
        return all;
    }

    /** Up to which index both are the same. */
    int common(Runs other) {
        int run = 0;
        int both = Math.min(cells.length, other.cells.length) / WIDTH;
        for (; run < both; run++) {
            int at = WIDTH * run;
            boolean same = cells[at + 1].equals(other.cells[at + 1]) && cells[at + 2].equals(other.cells[at + 2]);
            if (!same) {
                return run == 0 ? 0 : end(run - 1);
            }
            if (end(run) != other.end(run)) {
                return Math.min(end(run), other.end(run));
            }
        }
        return run == 0 ? 0 : end(run - 1);
    }

    /** The index of the last entry that changes the members; 0 if none does. */
    int lastChange() {
        for (int run = cells.length / WIDTH - 1; run >= 0; run--) {
            if (isChange(run)) {
                return end(run);
            }
        }
        return 0;
    }

    /** The index of the first such entry after another one; 0 if there is none. */
    int nextChange(int index) {
        int next = 0;
        for (int run = cells.length / WIDTH - 1; run >= 0 && end(run) > index; run--) {
            if (isChange(run)) {
                next = Math.max(index, run == 0 ? 0 : end(run - 1)) + 1;
            }
        }
        return next;
    }

    private boolean isChange(int run) {
        return ((EnumerableValue) cells[WIDTH * run + 2]).size() > 0;
    }

    /** The runs as a person reads them: {@code 1..5: term 2}. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        int from = 1;
        for (int run = 0; run < cells.length / WIDTH; run++) {
            int end = end(run);
            texts.add((end > from ? from + ".." + end : Integer.toString(end)) + ": term " + cells[WIDTH * run + 1]
                    + (isChange(run) ? " " + cells[WIDTH * run + 2] : ""));
            from = end + 1;
        }
        return texts;
    }

    /** A tuple that others can tell from one that is none of ours. */
    static final class RunsValue extends TupleValue {
        RunsValue(Value[] cells) {
            super(cells);
        }
    }
}
