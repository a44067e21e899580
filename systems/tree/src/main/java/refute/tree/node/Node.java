package refute.tree.node;

/** What a page holds; immutable. Arrays that go in or come out are shared, and nobody changes them. */
public sealed interface Node permits LeafNode, IndexNode {
    Bounds bounds();

    /** Returns whether it takes no changes any more, since it is on its way into its left neighbour. */
    boolean isCapped();

    /** Returns whether the key lies to the right of all that it covers; as its bounds say, but with less to look at. */
    boolean endsBefore(byte[] key);

    /** Returns how many entries it has. */
    int count();

    /** Returns how many bytes it takes in the log at most. */
    int bytes();

    /** Returns how many of these bytes are entries. */
    int entryBytes();

    /** Returns the node that takes no changes any more. */
    Node capped();

    /** Returns both halves. There are at least two entries. */
    Halves split(Separators separators, long rightPage);

    /** Returns this node with all that its right neighbour holds. */
    Node absorbing(Node right);

    /**
     * A node in two.
     *
     * @param separator the first key that the right one covers
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares halves.
    record Halves(Node left, byte[] separator, Node right) {}
}
