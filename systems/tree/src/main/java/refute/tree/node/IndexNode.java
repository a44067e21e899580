package refute.tree.node;

import java.util.Arrays;

/**
 * Keys and child pages: child i covers, with those to its right that the index does not know yet, the keys from key i up to key i + 1.
 * The first key is the node's own least.
 */
public final class IndexNode implements Node {
    private static final int ENTRY_BYTES = 14;

    private final Bounds bounds;
    private final byte[][] keys;
    private final long[] heads;
    private final long[] children;
    private final long merging;
    private final int prefix;
    private final int lengthInHeads;
    private final long endHead;
    private final boolean isCapped;
    private final int keyBytes;

    IndexNode(Bounds bounds, byte[][] keys, long[] children, long merging) {
        this.bounds = bounds;
        this.keys = keys;
        this.children = children;
        this.merging = merging;
        this.prefix = bounds.prefix();
        this.heads = Keys.heads(keys, prefix);
        this.lengthInHeads = Keys.lengthInHeads(keys, prefix);
        this.endHead = bounds.endHead();
        this.isCapped = bounds.capped();
        int sum = 0;
        for (byte[] key : keys) {
            sum += key.length;
        }
        this.keyBytes = sum;
    }

    /** Returns a root over two nodes. */
    public static IndexNode root(long left, byte[] separator, long right) {
        return new IndexNode(Bounds.ALL, new byte[][] {{}, separator}, new long[] {left, right}, 0);
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
        return LeafNode.HEADER_BYTES + bounds.lo().length + bounds.hi().length + entryBytes();
    }

    @Override
    public int entryBytes() {
        return keyBytes + ENTRY_BYTES * keys.length;
    }

    public byte[] key(int at) {
        return keys[at];
    }

    public long child(int at) {
        return children[at];
    }

    /** Returns the child that is being merged into its left neighbour; 0: none is. */
    public long merging() {
        return merging;
    }

    int prefix() {
        return prefix;
    }

    /** Returns which child covers a key that the node covers. */
    public int childFor(byte[] key) {
        int at = Keys.find(keys, heads, key, prefix, lengthInHeads);
        return at < 0 ? -at - 2 : at;
    }

    /** Returns which child covers the keys just before this one, which is greater than the node's least and may be its end; empty: beyond all. */
    public int childBefore(byte[] key) {
        if (key.length == 0) {
            return keys.length - 1;
        }
        int at = Keys.find(keys, key, 0);
        return (at < 0 ? -at - 1 : at) - 1;
    }

    /** Returns where that child is; -1: nowhere. */
    public int indexOf(long child) {
        for (int i = 0; i < children.length; i++) {
            if (children[i] == child) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether a separator is there already. */
    public boolean has(byte[] separator) {
        return Keys.find(keys, separator, 0) >= 0;
    }

    IndexNode link(byte[] separator, long child) {
        int at = Keys.find(keys, separator, prefix);
        if (at >= 0) {
            throw new IllegalStateException("two children begin with the same key: " + children[at] + ", " + child);
        }
        int place = -at - 1;
        long[] more = new long[children.length + 1];
        System.arraycopy(children, 0, more, 0, place);
        more[place] = child;
        System.arraycopy(children, place, more, place + 1, children.length - place);
        return new IndexNode(bounds, Keys.with(keys, place, separator), more, merging);
    }

    IndexNode intend(long child) {
        return new IndexNode(bounds, keys, children, child);
    }

    IndexNode confirm(long child) {
        int at = indexOf(child);
        if (at < 1 || merging != child) {
            throw new IllegalStateException("page " + child + " is not being merged, but " + merging);
        }
        long[] fewer = new long[children.length - 1];
        System.arraycopy(children, 0, fewer, 0, at);
        System.arraycopy(children, at + 1, fewer, at, fewer.length - at);
        return new IndexNode(bounds, Keys.without(keys, at), fewer, 0);
    }

    @Override
    public IndexNode capped() {
        return new IndexNode(bounds.capping(), keys, children, merging);
    }

    @Override
    public Halves split(Separators separators, long rightPage) {
        int middle = keys.length / 2;
        byte[] separator = keys[middle];
        return new Halves(
                new IndexNode(
                        bounds.upTo(separator, rightPage),
                        Arrays.copyOf(keys, middle),
                        Arrays.copyOf(children, middle),
                        0),
                separator,
                new IndexNode(
                        bounds.from(separator),
                        Arrays.copyOfRange(keys, middle, keys.length),
                        Arrays.copyOfRange(children, middle, children.length),
                        0));
    }

    @Override
    public IndexNode absorbing(Node right) {
        IndexNode other = (IndexNode) right;
        long[] both = Arrays.copyOf(children, children.length + other.children.length);
        System.arraycopy(other.children, 0, both, children.length, other.children.length);
        return new IndexNode(bounds.absorbing(other.bounds), Keys.joined(keys, other.keys), both, merging);
    }
}
