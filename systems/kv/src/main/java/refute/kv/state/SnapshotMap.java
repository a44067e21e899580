package refute.kv.state;

import java.util.Arrays;
import java.util.Optional;

/**
 * A sorted map that can be frozen in the time it takes to copy an array of leaves, and goes on being changed in place.
 *
 * <p>Entries lie in leaves of at most 64; the map is an array of leaves. {@link #freeze} copies that array and starts a new epoch; a leaf of an
 * older epoch is copied before its first change. So a snapshot of a million keys costs some 20,000 references, and between
 * snapshots nothing is copied. Rejected: a persistent tree (copies a path on every change; three times slower where simulation
 * spends its time) and copying a {@code TreeMap} (stops the group for as long as it takes).
 *
 * <p>Not safe for threads; a {@link Frozen} is immutable and safe.
 *
 * @param <K> the keys, in their natural order
 * @param <V> the values, which the map never changes
 */
public final class SnapshotMap<K extends Comparable<K>, V> {
    private static final int LEAF_MAX = 64;

    private Leaf[] leaves;
    private int leafCount;
    private int size;
    private long epoch;

    /** An empty map. */
    public SnapshotMap() {
        leaves = new Leaf[4];
        epoch = 1;
    }

    private SnapshotMap(Frozen<K, V> frozen) {
        leaves = Arrays.copyOf(frozen.leaves, Math.max(4, frozen.leaves.length));
        leafCount = frozen.leaves.length;
        size = frozen.size;
        epoch = frozen.epoch + 1;
    }

    /** Returns a map that starts with the frozen content. */
    public static <K extends Comparable<K>, V> SnapshotMap<K, V> thaw(Frozen<K, V> frozen) {
        // A frozen map may be thawed twice: both start a new epoch of their own, so neither ever changes a shared leaf.
        return new SnapshotMap<>(frozen);
    }

    /** Returns an immutable view of the content as it is now. */
    public Frozen<K, V> freeze() {
        Frozen<K, V> frozen = new Frozen<>(Arrays.copyOf(leaves, leafCount), size, epoch);
        epoch++;
        return frozen;
    }

    /** Returns the number of entries. */
    public int size() {
        return size;
    }

    /** Returns the value of the key. */
    @SuppressWarnings("unchecked")
    public Optional<V> get(K key) {
        if (leafCount == 0) {
            return Optional.empty();
        }
        Leaf leaf = leaves[leafFor(key)];
        int at = leaf.find(key);
        return at < 0 ? Optional.empty() : Optional.of((V) leaf.values[at]);
    }

    /** Sets the value of the key. */
    public void put(K key, V value) {
        if (leafCount == 0) {
            leaves[0] = new Leaf(epoch);
            leafCount = 1;
        }
        int number = leafFor(key);
        Leaf leaf = owned(number);
        int at = leaf.find(key);
        if (at >= 0) {
            leaf.values[at] = value;
            return;
        }
        size++;
        if (leaf.size == LEAF_MAX) {
            leaf = split(number, leaf, key);
            at = leaf.find(key);
        }
        leaf.insert(-at - 1, key, value);
    }

    /** Removes the key; returns whether it was there. */
    public boolean remove(K key) {
        if (leafCount == 0) {
            return false;
        }
        int number = leafFor(key);
        int at = leaves[number].find(key);
        if (at < 0) {
            return false;
        }
        Leaf leaf = owned(number);
        leaf.delete(at);
        size--;
        if (leaf.size == 0) {
            System.arraycopy(leaves, number + 1, leaves, number, leafCount - number - 1);
            leafCount--;
        }
        return true;
    }

    /** Returns a cursor before the first entry. It must not be used after the map changed. */
    public Cursor<K, V> cursor() {
        return new Cursor<>(leaves, leafCount, 0, 0);
    }

    /** Returns a cursor before the first entry whose key is not below the given one. It must not be used after the map changed. */
    public Cursor<K, V> cursorFrom(K key) {
        if (leafCount == 0) {
            return cursor();
        }
        int number = leafFor(key);
        int at = leaves[number].find(key);
        return new Cursor<>(leaves, leafCount, number, at < 0 ? -at - 1 : at);
    }

    private int leafFor(K key) {
        int low = 0;
        int high = leafCount - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (leaves[middle].compareFirst(key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private Leaf owned(int number) {
        Leaf leaf = leaves[number];
        if (leaf.epoch != epoch) {
            leaf = leaf.copy(epoch);
            leaves[number] = leaf;
        }
        return leaf;
    }

    private Leaf split(int number, Leaf leaf, K key) {
        // Keys that only ever grow (log offsets, revisions) leave full leaves behind instead of half-full ones.
        boolean appending = number == leafCount - 1 && leaf.find(key) == -LEAF_MAX - 1;
        Leaf right = leaf.splitAt(appending ? LEAF_MAX : LEAF_MAX / 2);
        if (leafCount == leaves.length) {
            leaves = Arrays.copyOf(leaves, leaves.length * 2);
        }
        System.arraycopy(leaves, number + 1, leaves, number + 2, leafCount - number - 1);
        leaves[number + 1] = right;
        leafCount++;
        return right.size == 0 || right.compareFirst(key) <= 0 ? right : leaf;
    }

    /**
     * An immutable sorted map.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    public static final class Frozen<K extends Comparable<K>, V> {
        private final Leaf[] leaves;
        private final int size;
        private final long epoch;

        private Frozen(Leaf[] leaves, int size, long epoch) {
            this.leaves = leaves;
            this.size = size;
            this.epoch = epoch;
        }

        /** Returns the number of entries. */
        public int size() {
            return size;
        }

        /** Returns a cursor before the first entry. */
        public Cursor<K, V> cursor() {
            return new Cursor<>(leaves, leaves.length, 0, 0);
        }
    }

    /**
     * Walks over entries in order: call {@link #next} before each entry.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    public static final class Cursor<K, V> {
        private final Leaf[] leaves;
        private final int leafCount;
        private int leaf;
        private int at;

        private Cursor(Leaf[] leaves, int leafCount, int leaf, int at) {
            this.leaves = leaves;
            this.leafCount = leafCount;
            this.leaf = leaf;
            this.at = at - 1;
        }

        /** Steps to the next entry; returns false at the end. */
        public boolean next() {
            at++;
            while (leaf < leafCount && at >= leaves[leaf].size) {
                leaf++;
                at = 0;
            }
            return leaf < leafCount;
        }

        /** Returns the key of the entry that was stepped to. */
        @SuppressWarnings("unchecked")
        public K key() {
            return (K) leaves[leaf].keys[at];
        }

        /** Returns the value of the entry that was stepped to. */
        @SuppressWarnings("unchecked")
        public V value() {
            return (V) leaves[leaf].values[at];
        }
    }

    private static final class Leaf {
        private final Object[] keys;
        private final Object[] values;
        private final long epoch;
        private int size;

        private Leaf(long epoch) {
            this(new Object[LEAF_MAX], new Object[LEAF_MAX], 0, epoch);
        }

        private Leaf(Object[] keys, Object[] values, int size, long epoch) {
            this.keys = keys;
            this.values = values;
            this.size = size;
            this.epoch = epoch;
        }

        @SuppressWarnings("unchecked")
        private <K extends Comparable<K>> int find(K key) {
            int low = 0;
            int high = size - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = ((K) keys[middle]).compareTo(key);
                if (order < 0) {
                    low = middle + 1;
                } else if (order > 0) {
                    high = middle - 1;
                } else {
                    return middle;
                }
            }
            return -low - 1;
        }

        @SuppressWarnings("unchecked")
        private <K extends Comparable<K>> int compareFirst(K key) {
            return ((K) keys[0]).compareTo(key);
        }

        private Leaf copy(long inEpoch) {
            return new Leaf(keys.clone(), values.clone(), size, inEpoch);
        }

        private void insert(int at, Object key, Object value) {
            System.arraycopy(keys, at, keys, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            keys[at] = key;
            values[at] = value;
            size++;
        }

        private void delete(int at) {
            System.arraycopy(keys, at + 1, keys, at, size - at - 1);
            System.arraycopy(values, at + 1, values, at, size - at - 1);
            size--;
        }

        private Leaf splitAt(int at) {
            Leaf right = new Leaf(epoch);
            right.size = size - at;
            System.arraycopy(keys, at, right.keys, 0, right.size);
            System.arraycopy(values, at, right.values, 0, right.size);
            size = at;
            return right;
        }
    }
}
