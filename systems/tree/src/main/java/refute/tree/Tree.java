package refute.tree;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Change;
import refute.tree.page.Epochs;
import refute.tree.page.PageStore;

/**
 * One ordered map from keys to values, both strings of bytes; keys are ordered by unsigned bytes. Any thread may call anything.
 *
 * <p><b>Isolation.</b> Each call that is about one key, the first or the last happens at one instant between its beginning and its end (it is
 * linearizable), and never sees half of a batch or transaction. A scan is many reads: see {@link #scan()}. Several keys at once:
 * {@link TreeStore#apply}, {@link TreeStore#transact}, {@link TreeStore#snapshot}.
 *
 * <p><b>Durability.</b> A change is in memory when its call returns; {@link TreeStore#flush} makes it durable. The file of a value longer
 * than {@link TreeSettings#inlineBytes} is durable when the call returns, the change that mentions it is not.
 *
 * <p>Arrays that go in or come out are copied. Errors: {@link IllegalArgumentException} for keys and values that are too long,
 * {@link IllegalStateException} after the store was closed, {@link refute.tree.storage.StoreFailedException} once its disk has failed.
 */
public final class Tree {
    private static final byte[] END = {};

    private final TreeStore store;
    private final String name;
    private final Mutants mutants;
    private final PageStore pages;
    private final LargeValues values;
    private final TreeSearch search;
    private final Subscriptions subscriptions = new Subscriptions();
    private final LeafChanges changes;
    private final Pops pops;
    private final int keyBytesMax;
    private final boolean readsUnguarded;
    private final boolean readsBesideCommits;

    Tree(TreeStore store, String name, TreeSearch search, Mutants mutants) {
        this.store = store;
        this.name = name;
        this.mutants = mutants;
        this.pages = store.pages();
        this.values = store.values();
        this.search = search;
        this.changes = new LeafChanges(pages, search, subscriptions, mutants);
        this.pops = new Pops(this, mutants);
        this.keyBytesMax = store.settings().keyBytesMax();
        this.readsUnguarded = mutants.has(Mutant.T31);
        this.readsBesideCommits = mutants.has(Mutant.T25);
    }

    public String name() {
        return name;
    }

    TreeStore store() {
        return store;
    }

    TreeSearch search() {
        return search;
    }

    LeafChanges changes() {
        return changes;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Returns the key's value. */
    public Optional<byte[]> get(byte[] key) {
        checkKey(key);
        Epochs.Guard guard =
                readsBesideCommits ? pages.epochs().pin() : pages.gate().enter();
        if (readsUnguarded) {
            guard.unpin();
        }
        try {
            byte[] stored = search.leafOf(key).leaf().get(key);
            return stored == null ? Optional.empty() : Optional.of(values.load(stored));
        } finally {
            guard.unpin();
        }
    }

    /** Returns whether the key is there. */
    public boolean contains(byte[] key) {
        return stored(key) != null;
    }

    private byte @Nullable [] stored(byte[] key) {
        checkKey(key);
        Epochs.Guard guard = pages.gate().enter();
        try {
            return search.leafOf(key).leaf().get(key);
        } finally {
            guard.unpin();
        }
    }

    /** Gives the key that value; returns the one it had. */
    public Optional<byte[]> put(byte[] key, byte[] value) {
        return change(key, value, before -> true).before();
    }

    /** Gives the key that value if it has none; returns whether it did. */
    public boolean putIfAbsent(byte[] key, byte[] value) {
        return change(key, value, before -> before == null).happened();
    }

    /** Gives the key that value if it has the other one; returns whether it did. */
    public boolean replace(byte[] key, byte[] expected, byte[] value) {
        return compareAndSet(key, Optional.of(expected), Optional.of(value));
    }

    /** Takes the key out; returns the value it had. */
    public Optional<byte[]> remove(byte[] key) {
        return change(key, null, before -> before != null || mutants.has(Mutant.T29))
                .before();
    }

    /** Takes the key out if it has that value; returns whether it did. */
    public boolean remove(byte[] key, byte[] expected) {
        return compareAndSet(key, Optional.of(expected), Optional.empty());
    }

    /**
     * Gives the key a value, or none, if it has the expected one, or none; returns whether it had. To replace nothing by nothing changes
     * nothing.
     */
    public boolean compareAndSet(byte[] key, Optional<byte[]> expected, Optional<byte[]> value) {
        byte[] there = expected.orElse(null);
        byte[] after = value.orElse(null);
        if (there == null && after == null) {
            return !contains(key);
        }
        return change(key, after, stored -> isStored(stored, there)).happened();
    }

    private boolean isStored(byte @Nullable [] stored, byte @Nullable [] value) {
        if (stored == null || value == null) {
            return stored == null && value == null;
        }
        return Arrays.equals(values.load(stored), value);
    }

    /**
     * Gives the key the value that the operator makes of its present one and the operand, at one instant; returns that value. The operator is
     * called outside of the tree's own work, as often as others are quicker, and may call the store.
     */
    public Optional<byte[]> merge(byte[] key, byte[] operand, MergeOperator operator) {
        while (true) {
            Optional<byte[]> before = get(key);
            Optional<byte[]> after = operator.merge(key.clone(), before.map(byte[]::clone), operand.clone());
            if (compareAndSet(key, before, after)) {
                return after;
            }
        }
    }

    /** Takes out the entry with the least key of all; returns it. Nobody else is in meanwhile, as with a batch. */
    public Optional<Entry> popMin() {
        store.refuseIfClosed();
        return pops.min();
    }

    /** Takes out the entry with the greatest key of all; returns it. */
    public Optional<Entry> popMax() {
        store.refuseIfClosed();
        return pops.max();
    }

    /**
     * Returns all entries in ascending order of keys; see {@link #scan(byte[], byte[])}.
     */
    public Iterator<Entry> scan() {
        return scan(END, END);
    }

    /**
     * Returns the entries from a key up to another in ascending order, each as it was when the scan came near it: not all as of one instant (see
     * {@link TreeSnapshot#scan(Tree, byte[], byte[])} for that). A key that is there all the time is given exactly once; one that comes or
     * goes during the scan may be given or not. The iterator holds nothing of the store between its calls, belongs to one thread, and may be
     * dropped at any time.
     *
     * @param from the first key; empty: from the first there is
     * @param to the first key beyond; empty: to the last there is
     */
    public Iterator<Entry> scan(byte[] from, byte[] to) {
        store.refuseIfClosed();
        return new TreeScan(new LiveLeaves(store, search, mutants), from.clone(), to.clone(), false);
    }

    /** Like {@link #scan(byte[], byte[])}, in descending order. */
    public Iterator<Entry> scanBackwards(byte[] from, byte[] to) {
        store.refuseIfClosed();
        return new TreeScan(new LiveLeaves(store, search, mutants), from.clone(), to.clone(), true);
    }

    /** Returns the entry with the least key, as {@link #scan()} finds it. */
    public Optional<Entry> first() {
        return firstOf(scan());
    }

    /** Returns the entry with the greatest key, as {@link #scanBackwards} finds it. */
    public Optional<Entry> last() {
        return firstOf(scanBackwards(END, END));
    }

    /** Returns the entry with the greatest key below that one, as {@link #scanBackwards} finds it. */
    public Optional<Entry> lower(byte[] key) {
        checkKey(key);
        return key.length == 0 ? Optional.empty() : firstOf(scanBackwards(END, key));
    }

    /** Returns the entry with the least key above that one, as {@link #scan} finds it. */
    public Optional<Entry> higher(byte[] key) {
        checkKey(key);
        return firstOf(scan(Arrays.copyOf(key, key.length + 1), END));
    }

    private static Optional<Entry> firstOf(Iterator<Entry> entries) {
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }

    /** Counts the keys, as {@link #scan()} would: it looks at every leaf. */
    public long count() {
        LiveLeaves leaves = new LiveLeaves(store, search, mutants);
        long count = 0;
        byte[] position = END;
        do {
            Epochs.Guard guard = leaves.enter();
            try {
                var leaf = leaves.leafOf(position);
                count += leaf.count() - leaf.firstFrom(position);
                position = LeafSource.after(leaf, position);
            } finally {
                guard.unpin();
            }
        } while (position.length > 0);
        return count;
    }

    /**
     * Tells what happens from now on to the keys that begin with a prefix; empty: to all.
     *
     * @param eventsMax how many events are kept that have not been taken, from 1
     */
    public Subscription subscribe(byte[] prefix, int eventsMax) {
        store.refuseIfClosed();
        if (eventsMax < 1) {
            throw new IllegalArgumentException("a subscriber that keeps " + eventsMax + " events; at least 1");
        }
        return subscriptions.add(prefix.clone(), eventsMax);
    }

    private record Outcome(boolean happened, Optional<byte[]> before) {}

    private Outcome change(byte[] key, byte @Nullable [] value, LeafChanges.Condition condition) {
        checkKey(key);
        checkValue(value);
        byte[] own = key.clone();
        Change change = value == null ? new Change.Remove(own) : new Change.Put(own, values.store(value));
        LeafChanges.Outcome outcome;
        Optional<byte[]> before;
        Epochs.Guard guard = pages.gate().enter();
        try {
            outcome = changes.apply(own, change, condition);
            before = Optional.ofNullable(outcome.before()).map(values::load);
        } finally {
            guard.unpin();
        }
        if (!outcome.slots().isEmpty()) {
            outcome.tell(new TreeEvent(own, value == null ? null : value.clone()));
        }
        if (!outcome.happened() && change instanceof Change.Put put) {
            values.release(put.value(), 0);
        } else if (outcome.happened() && outcome.before() != null) {
            values.release(outcome.before(), outcome.end());
        }
        store.afterChange();
        return new Outcome(outcome.happened(), before);
    }

    void checkKey(byte[] key) {
        store.refuseIfClosed();
        if (key.length > keyBytesMax) {
            throw new IllegalArgumentException(
                    "a key of " + key.length + " bytes, of at most " + keyBytesMax + " (a sixteenth of a segment)");
        }
    }

    void checkValue(byte @Nullable [] value) {
        if (value != null) {
            checkValueBytes(value.length);
        }
    }

    void checkValueBytes(int bytes) {
        if (bytes > store.settings().valueBytesMax()) {
            throw new IllegalArgumentException("a value of " + bytes + " bytes, of at most "
                    + store.settings().valueBytesMax());
        }
    }

    @Override
    public String toString() {
        return "tree " + name + " in " + store;
    }
}
