package refute.tree;

import java.util.Arrays;
import refute.tree.node.Bounds;
import refute.tree.node.IndexNode;
import refute.tree.node.Node;

/** Where a search is going. Nobody compares goals. */
@SuppressWarnings("ArrayRecordComponent")
sealed interface Goal {
    /** Returns whether it lies to the right of a node. */
    boolean isBeyond(Node node);

    /** Returns which child of an index that is not left of it leads there. */
    int childOf(IndexNode node);

    /** The leaf that covers a key. */
    record Covering(byte[] key) implements Goal {
        @Override
        public boolean isBeyond(Node node) {
            return node.endsBefore(key);
        }

        @Override
        public int childOf(IndexNode node) {
            return node.childFor(key);
        }
    }

    /** The leaf that covers the keys just before one; if that is empty, the last leaf. */
    record Before(byte[] bound) implements Goal {
        @Override
        public boolean isBeyond(Node node) {
            Bounds bounds = node.bounds();
            return !bounds.isLast() && (bound.length == 0 || Arrays.compareUnsigned(bounds.hi(), bound) < 0);
        }

        @Override
        public int childOf(IndexNode node) {
            return node.childBefore(bound);
        }
    }
}
