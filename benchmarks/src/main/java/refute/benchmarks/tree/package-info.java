/**
 * The tree beside H2's MVStore and RocksDB, on this machine.
 *
 * <p>{@link refute.benchmarks.tree.TreeBesidePeers} is the door and prints the tables. Each {@code Peer} has a process of its own with the same
 * heap, a folder on the same disk and the same keys ({@code KeySpace}), and goes through the same {@code Course}: fill it with a flush each second, read,
 * overwrite, scan, close, open, be killed, open.
 */
@NullMarked
package refute.benchmarks.tree;

import org.jspecify.annotations.NullMarked;
