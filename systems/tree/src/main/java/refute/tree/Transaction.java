package refute.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a transaction's body reads and writes; see {@link TreeStore#transact}. Reads see the store as it was when this attempt began, and over that the
 * body's own writes. Writes are made at the end. Belongs to the thread that runs the body, and to nobody after it has returned.
 */
public final class Transaction {
    private final TreeSnapshot snapshot;
    private final ReadSet reads = new ReadSet();
    private final TreeBatch writes = new TreeBatch();

    Transaction(TreeSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    ReadSet reads() {
        return reads;
    }

    TreeBatch writes() {
        return writes;
    }

    /** Returns the key's value. */
    public Optional<byte[]> get(Tree tree, byte[] key) {
        TreeBatch.Write own = writes.in(tree).get(key);
        if (own != null) {
            return Optional.ofNullable(own.value()).map(byte[]::clone);
        }
        byte[] stored = snapshot.stored(tree, key);
        reads.key(tree, key.clone(), stored);
        return stored == null ? Optional.empty() : Optional.of(snapshot.loaded(stored));
    }

    /** The key will have that value. */
    public void put(Tree tree, byte[] key, byte[] value) {
        writes.put(tree, key, value);
    }

    /** The key will not be there. */
    public void remove(Tree tree, byte[] key) {
        writes.remove(tree, key);
    }

    /**
     * Returns the entries from a key up to another, in ascending order. What comes into the range or goes from it before the end is a conflict, too.
     *
     * @param from the first key; empty: from the first there is
     * @param to the first key beyond; empty: to the last there is
     */
    public List<Entry> scan(Tree tree, byte[] from, byte[] to) {
        ReadSet.Range range = snapshot.range(tree, from.clone(), to.clone());
        reads.range(range);
        NavigableMap<byte[], byte[]> all = new TreeMap<>(Arrays::compareUnsigned);
        for (ReadSet.Stored one : range.entries()) {
            all.put(one.key().clone(), snapshot.loaded(one.stored()));
        }
        for (TreeBatch.Write own : writes.in(tree).tailMap(from, true).values()) {
            byte[] value = own.value();
            if (to.length > 0 && Arrays.compareUnsigned(own.key(), to) >= 0) {
                break;
            }
            if (value == null) {
                all.remove(own.key());
            } else {
                all.put(own.key().clone(), value.clone());
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Iterator<java.util.Map.Entry<byte[], byte[]>> each = all.entrySet().iterator(); each.hasNext(); ) {
            var next = each.next();
            entries.add(new Entry(next.getKey(), next.getValue()));
        }
        return entries;
    }
}
