package refute.tree;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Change;
import refute.tree.node.LeafNode;
import refute.tree.page.Epochs;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/**
 * One ordered map from keys to values, both strings of bytes; keys are ordered by unsigned bytes. Any thread may call anything.
 *
 * <p><b>Isolation.</b> Each call on one key happens at one instant between its beginning and its end (it is linearizable). A scan is many reads:
 * see {@link #scan()}.
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

    Tree(TreeStore store, String name, TreeSearch search, Mutants mutants) {
        this.store = store;
        this.name = name;
        this.mutants = mutants;
        this.pages = store.pages();
        this.values = store.values();
        this.search = search;
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

    /** Returns the key's value. */
    public Optional<byte[]> get(byte[] key) {
        checkKey(key);
        Epochs.Guard guard = pages.epochs().pin();
        if (mutants.has(Mutant.T31)) {
            guard.unpin();
        }
        try {
            byte[] stored = search.leafOf(key).leaf().get(key);
            return stored == null ? Optional.empty() : Optional.of(values.load(stored));
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
        return change(key, value, before -> before != null && Arrays.equals(before, expected))
                .happened();
    }

    /** Takes the key out; returns the value it had. */
    public Optional<byte[]> remove(byte[] key) {
        return change(key, null, before -> before != null || mutants.has(Mutant.T29))
                .before();
    }

    /** Takes the key out if it has that value; returns whether it did. */
    public boolean remove(byte[] key, byte[] expected) {
        return change(key, null, before -> before != null && Arrays.equals(before, expected))
                .happened();
    }

    /**
     * Returns all entries in ascending order of keys; see {@link #scan(byte[], byte[])}.
     */
    public Iterator<Entry> scan() {
        return scan(END, END);
    }

    /**
     * Returns the entries from a key up to another in ascending order, each as it was when the scan came near it: not all as of one instant.
     * A key that is there all the time is given exactly once; one that comes or goes during the scan may be given or not. The iterator
     * holds nothing of the store between its calls, belongs to one thread, and may be dropped at any time.
     *
     * @param from the first key; empty: from the first there is
     * @param to the first key beyond; empty: to the last there is
     */
    public Iterator<Entry> scan(byte[] from, byte[] to) {
        store.refuseIfClosed();
        return new TreeScan(this, from.clone(), to.clone(), false, mutants);
    }

    /** Like {@link #scan(byte[], byte[])}, in descending order. */
    public Iterator<Entry> scanBackwards(byte[] from, byte[] to) {
        store.refuseIfClosed();
        return new TreeScan(this, from.clone(), to.clone(), true, mutants);
    }

    /** Returns the entry with the least key, as {@link #scan()} finds it. */
    public Optional<Entry> first() {
        return firstOf(scan());
    }

    /** Returns the entry with the greatest key, as {@link #scanBackwards} finds it. */
    public Optional<Entry> last() {
        return firstOf(scanBackwards(END, END));
    }

    private static Optional<Entry> firstOf(Iterator<Entry> entries) {
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }

    /** Whether a change should happen, by the value that is there. */
    private interface Condition {
        boolean allows(byte @Nullable [] before);
    }

    private record Outcome(boolean happened, Optional<byte[]> before) {}

    private Outcome change(byte[] key, byte @Nullable [] value, Condition condition) {
        checkKey(key);
        if (value != null && value.length > store.settings().valueBytesMax()) {
            throw new IllegalArgumentException("a value of " + value.length + " bytes, of at most "
                    + store.settings().valueBytesMax());
        }
        Change change =
                value == null ? new Change.Remove(key.clone()) : new Change.Put(key.clone(), values.store(value));
        Outcome outcome;
        Epochs.Guard guard = pages.epochs().pin();
        try {
            outcome = apply(key, change, condition);
        } finally {
            guard.unpin();
        }
        if (!outcome.happened() && change instanceof Change.Put put) {
            values.release(put.value(), 0);
        }
        store.afterChange();
        return outcome;
    }

    private Outcome apply(byte[] key, Change change, Condition condition) {
        TreeSearch.Found found = search.leafOf(key);
        while (true) {
            LeafNode leaf = found.leaf();
            if (search.isTooLarge(leaf)) {
                search.split(found.page(), found.parent());
                found = search.leafOf(key);
                continue;
            }
            byte[] stored = leaf.get(key);
            byte[] before = stored == null ? null : values.load(stored);
            if (!condition.allows(before)) {
                return new Outcome(false, Optional.ofNullable(before));
            }
            Page after = pages.change(found.page(), change);
            if (after != null) {
                settle(found, after, change);
                if (stored != null) {
                    values.release(stored, after.end());
                }
                return new Outcome(true, Optional.ofNullable(before));
            }
            found = again(key, found);
        }
    }

    private TreeSearch.Found again(byte[] key, TreeSearch.Found lost) {
        Page same = mutants.has(Mutant.T15) ? pages.get(lost.page().id()) : null;
        return same == null ? search.leafOf(key) : new TreeSearch.Found(same, lost.parent());
    }

    /** What follows from a change that has happened. */
    private void settle(TreeSearch.Found found, Page after, Change change) {
        if (search.isTooLarge(after.node())) {
            search.split(after, found.parent());
        } else if (change instanceof Change.Remove) {
            search.mergeIfSmall(after, found.parent());
        }
    }

    private void checkKey(byte[] key) {
        store.refuseIfClosed();
        if (key.length > store.settings().keyBytesMax()) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes, of at most "
                    + store.settings().keyBytesMax() + " (a sixteenth of a segment)");
        }
    }

    @Override
    public String toString() {
        return "tree " + name + " in " + store;
    }
}
