package refute.harness.history;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntPredicate;

/**
 * The recorded total order of invocations and completions.
 *
 * <p>Immutable and safe to share. It is kept in columns, not as objects, so that a million operations fit in some 60 MB;
 * {@link #entry} and {@link #operations} make objects on demand, and the columns can be read directly where speed
 * matters: the argument {@code at} of those methods is a position in <em>this</em> history, from 0 to below {@link #size},
 * whereas {@link #index} is the position in the history as it was recorded, which a part of it ({@link #where}) keeps.
 *
 * <p>A history is well-formed: indexes and times ascend, every completion follows the invocation of its process, a process
 * has one operation open at a time and is never seen again after {@code info}. {@link HistoryBuilder} refuses anything else.
 */
public final class History {
    private static final History EMPTY = new HistoryBuilder().build();

    private final HistoryColumns columns;
    /** For each entry the position of the operation's other end, or -1. */
    private final int[] partners;

    History(HistoryColumns columns, int[] partners) {
        this.columns = columns;
        this.partners = partners;
    }

    public static History empty() {
        return EMPTY;
    }

    /**
     * The history of these entries.
     *
     * @throws refute.harness.BadInput with all the ways in which they are no history
     */
    public static History of(List<Entry> entries) {
        HistoryBuilder builder = new HistoryBuilder();
        entries.forEach(builder::add);
        return builder.build();
    }

    /** The number of entries: each completed operation has two. */
    public int size() {
        return columns.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public int index(int at) {
        return columns.index(at);
    }

    public long timeNanos(int at) {
        return columns.timeNanos(at);
    }

    /** The number of the process, -1 for the nemesis. */
    public int process(int at) {
        return columns.process(at);
    }

    public EntryKind kind(int at) {
        return columns.kind(at);
    }

    public String function(int at) {
        return columns.function(at);
    }

    /** A number from 0 that stands for the function there: the same for the same name within this history, and below 2^15. */
    public int functionNumber(int at) {
        return columns.functionNumber(at);
    }

    public Value key(int at) {
        return columns.key(at);
    }

    /** A number from 0 that stands for the key there: the same for the same key within this history, and below {@link #keyBound}. */
    public int keyNumber(int at) {
        return columns.keyNumber(at);
    }

    /** The key of that number. */
    public Value keyNumbered(int number) {
        return columns.keyNumbered(number);
    }

    /** No key's number is as great as this. Not every number below it stands for a key. */
    public int keyBound() {
        return columns.keyBound();
    }

    public Value value(int at) {
        return columns.value(at);
    }

    public long revision(int at) {
        return columns.revision(at);
    }

    public String error(int at) {
        return columns.error(at);
    }

    /** The position of the completion of the invocation there, or of the invocation of the completion; -1 if there is none. */
    public int partner(int at) {
        return partners[at];
    }

    public Entry entry(int at) {
        return columns.entry(at);
    }

    /** All entries, each made when it is asked for. */
    public List<Entry> entries() {
        return new EntryList();
    }

    /** The operation that the invocation there begins. */
    public Operation operation(int at) {
        int completion = partners[at];
        return new Operation(entry(at), completion < 0 ? null : entry(completion));
    }

    /** All operations in the order of their invocations. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(size() / 2 + 1);
        for (int at = 0; at < size(); at++) {
            if (kind(at) == EntryKind.INVOKE) {
                operations.add(operation(at));
            }
        }
        return operations;
    }

    /** Without the entries of the nemesis. */
    public History clients() {
        return where(at -> process(at) >= 0);
    }

    /**
     * The part whose operations satisfy the condition, which is asked of the position of each <em>invocation</em>; a
     * completion goes with its invocation. Indexes and times stay.
     */
    public History where(IntPredicate invocation) {
        boolean[] kept = new boolean[size()];
        int count = 0;
        for (int at = 0; at < kept.length; at++) {
            kept[at] = kind(at) == EntryKind.INVOKE ? invocation.test(at) : kept[partners[at]];
            count += kept[at] ? 1 : 0;
        }
        if (count == kept.length) {
            return this;
        }
        int[] moved = new int[kept.length];
        int[] positions = new int[count];
        int next = 0;
        for (int at = 0; at < kept.length; at++) {
            moved[at] = kept[at] ? next : -1;
            if (kept[at]) {
                positions[next++] = at;
            }
        }
        int[] newPartners = new int[count];
        Arrays.setAll(newPartners, i -> partners[positions[i]] < 0 ? -1 : moved[partners[positions[i]]]);
        return new History(columns.at(positions), newPartners);
    }

    @Override
    public String toString() {
        return "History of " + size() + " entries";
    }

    private final class EntryList extends AbstractList<Entry> implements RandomAccess {
        @Override
        public Entry get(int at) {
            return entry(at);
        }

        @Override
        public int size() {
            return History.this.size();
        }
    }
}
