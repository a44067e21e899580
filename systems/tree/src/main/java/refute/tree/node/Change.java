package refute.tree.node;

/** One step that makes another node of a node. Nobody compares changes. */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Change {
    /** Kind, lengths or a page id. */
    int FIXED_BYTES = 16;

    /** Returns the node after it. */
    Node applyTo(Node node);

    /** Returns how many bytes it takes in the log, or somewhat more. */
    default int bytes() {
        return FIXED_BYTES;
    }

    /** A key has that value now. */
    record Put(byte[] key, byte[] value) implements Change {
        @Override
        public Node applyTo(Node node) {
            return ((LeafNode) node).put(key, value);
        }

        @Override
        public int bytes() {
            return FIXED_BYTES + key.length + value.length;
        }
    }

    /** A key is not there any more. */
    record Remove(byte[] key) implements Change {
        @Override
        public Node applyTo(Node node) {
            return ((LeafNode) node).remove(key);
        }

        @Override
        public int bytes() {
            return FIXED_BYTES + key.length;
        }
    }

    /** The index knows a child that a split has made. */
    record Link(byte[] separator, long child) implements Change {
        @Override
        public Node applyTo(Node node) {
            return ((IndexNode) node).link(separator, child);
        }

        @Override
        public int bytes() {
            return FIXED_BYTES + separator.length;
        }
    }

    /** The index says that a child will be merged into its left neighbour; until that is done, it is not split and not merged itself. */
    record Intend(long child) implements Change {
        @Override
        public Node applyTo(Node node) {
            return ((IndexNode) node).intend(child);
        }
    }

    /** A node takes no changes any more. */
    record Cap() implements Change {
        @Override
        public Node applyTo(Node node) {
            return node.capped();
        }
    }

    /** The index forgets the child that was merged. */
    record Confirm(long child) implements Change {
        @Override
        public Node applyTo(Node node) {
            return ((IndexNode) node).confirm(child);
        }
    }
}
