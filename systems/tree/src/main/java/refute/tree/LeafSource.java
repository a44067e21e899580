package refute.tree;

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
}
