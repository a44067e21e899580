/**
 * What a page holds: an immutable node of a B-link tree, and the changes that make another of it.
 *
 * <p>A {@link refute.tree.node.Node} covers the keys from {@code lo} up to {@code hi} and links to its right neighbour, so that a search that
 * comes too late for a split goes right and finds what it looks for (Lehman and Yao, Efficient Locking for Concurrent Operations on B-Trees, TODS
 * 1981, section 3). A {@link refute.tree.node.Change} is one step of an update or of a change of structure; the same steps are made in
 * memory and read back from the log, by the same code. {@link refute.tree.node.NodeCodec} is how both are written.
 */
@NullMarked
package refute.tree.node;

import org.jspecify.annotations.NullMarked;
