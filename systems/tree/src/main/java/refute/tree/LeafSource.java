package refute.tree;

import java.util.Arrays;
import refute.tree.node.LeafNode;
import refute.tree.page.Epochs;

/** Where a scan finds leaves. */
interface LeafSource {
    /** Comes in, until the guard is unpinned; the other calls are made in between. */
    Epochs.Guard enter();

    /** Returns the leaf that covers a key. */
    LeafNode leafOf(byte[] key);

    /** Returns the leaf that covers the keys just before one; if that is empty, the last leaf. */
    LeafNode leafBefore(byte[] bound);

    /** Returns the value for which the tree keeps this. */
    byte[] load(byte[] stored);

    /** Returns where the leaf to the right of one begins that was sought by a position; empty: there is none. A walk always gets ahead. */
    static byte[] after(LeafNode leaf, byte[] position) {
        byte[] end = leaf.bounds().hi();
        if (end.length > 0 && Arrays.compareUnsigned(end, position) <= 0) {
            throw new IllegalStateException("a scan does not get ahead");
        }
        return end;
    }
}
