package refute.tree.node;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys and values. */
public final class LeafNode implements Node {
    /** Holds nothing, covers all. */
    public static final LeafNode EMPTY = new LeafNode(Bounds.ALL, new byte[0][], new byte[0][]);

    static final int HEADER_BYTES = 32;
    static final int ENTRY_BYTES = 8;

    private final Bounds bounds;
    private final byte[][] keys;
    private final byte[][] values;
    private final long[] heads;
    private final int prefix;
    private final int lengthInHeads;
    private final long endHead;
    private final boolean isCapped;
    private final int entryBytes;

    LeafNode(Bounds bounds, byte[][] keys, byte[][] values) {
        this.bounds = bounds;
        this.keys = keys;
        this.values = values;
        this.prefix = bounds.prefix();
        this.heads = Keys.heads(keys, prefix);
        this.lengthInHeads = Keys.lengthInHeads(keys, prefix);
        this.endHead = bounds.endHead();
        this.isCapped = bounds.capped();
        this.entryBytes = sizeOf(keys, values);
    }

    /** Another node, with bounds of the same prefix. */
    private LeafNode(
            LeafNode other,
            Bounds bounds,
            byte[][] keys,
            byte[][] values,
            long[] heads,
            int lengthInHeads,
            int entryBytes) {
        this.bounds = bounds;
        this.keys = keys;
        this.values = values;
        this.prefix = other.prefix;
        this.heads = heads;
        this.lengthInHeads = lengthInHeads;
        this.endHead = other.endHead;
        this.isCapped = bounds.capped();
        this.entryBytes = entryBytes;
    }

    private static int sizeOf(byte[][] keys, byte[][] values) {
        int size = 0;
        for (int i = 0; i < keys.length; i++) {
            size += sizeOf(keys[i], values[i]);
        }
        return size;
    }

    private static int sizeOf(byte[] key, byte[] value) {
        return key.length + value.length + ENTRY_BYTES;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public boolean isCapped() {
        return isCapped;
    }

    @Override
    public boolean endsBefore(byte[] key) {
        return bounds.endsBefore(key, endHead);
    }

    @Override
    public int count() {
        return keys.length;
    }

    @Override
    public int bytes() {
        return HEADER_BYTES + bounds.lo().length + bounds.hi().length + entryBytes;
    }

    @Override
    public int entryBytes() {
        return entryBytes;
    }

    public byte[] key(int at) {
        return keys[at];
    }

    public byte[] value(int at) {
        return values[at];
    }

    int prefix() {
        return prefix;
    }

    /** Returns where the key is, or minus where it would be minus 1. The node covers it. */
    public int find(byte[] key) {
        return Keys.find(keys, heads, key, prefix, lengthInHeads);
    }

    /** Returns where the first key is that is not less than this one, which may lie anywhere. */
    public int firstFrom(byte[] key) {
        int found = Keys.find(keys, key, 0);
        return found < 0 ? -found - 1 : found;
    }

    /** Returns the value of a key that the node covers. */
    public byte @Nullable [] get(byte[] key) {
        int at = find(key);
        return at < 0 ? null : values[at];
    }

    LeafNode put(byte[] key, byte[] value) {
        int at = find(key);
        if (at >= 0) {
            byte[][] others = values.clone();
            others[at] = value;
            return new LeafNode(
                    this, bounds, keys, others, heads, lengthInHeads, entryBytes + value.length - values[at].length);
        }
        int place = -at - 1;
        return new LeafNode(
                this,
                bounds,
                Keys.with(keys, place, key),
                Keys.with(values, place, value),
                Keys.with(heads, place, Keys.head(key, prefix)),
                key.length == lengthInHeads ? lengthInHeads : -1,
                entryBytes + sizeOf(key, value));
    }

    LeafNode remove(byte[] key) {
        int at = find(key);
        return at < 0
                ? this
                : new LeafNode(
                        this,
                        bounds,
                        Keys.without(keys, at),
                        Keys.without(values, at),
                        Keys.without(heads, at),
                        lengthInHeads,
                        entryBytes - sizeOf(key, values[at]));
    }

    @Override
    public LeafNode capped() {
        return new LeafNode(this, bounds.capping(), keys, values, heads, lengthInHeads, entryBytes);
    }

    @Override
    public Halves split(Separators separators, long rightPage) {
        int middle = keys.length / 2;
        byte[] separator = separators.between(keys[middle - 1], keys[middle]);
        return new Halves(
                new LeafNode(
                        bounds.upTo(separator, rightPage), Arrays.copyOf(keys, middle), Arrays.copyOf(values, middle)),
                separator,
                new LeafNode(
                        bounds.from(separator),
                        Arrays.copyOfRange(keys, middle, keys.length),
                        Arrays.copyOfRange(values, middle, values.length)));
    }

    @Override
    public LeafNode absorbing(Node right) {
        LeafNode other = (LeafNode) right;
        return new LeafNode(
                bounds.absorbing(other.bounds), Keys.joined(keys, other.keys), Keys.joined(values, other.values));
    }
}
