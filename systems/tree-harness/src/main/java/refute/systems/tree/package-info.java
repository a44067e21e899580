/**
 * The tree under test, as a library: what a crash may leave of it, and what threads may see.
 *
 * <p>{@link refute.systems.tree.TreeScript} is a list of operations drawn from a seed. {@link refute.systems.tree.TreeCrashes} executes one on a disk that
 * records, remembers the state after each operation, and then recovers from every image that {@code refute.nemeses.crash} builds of the record.
 * {@link refute.systems.tree.TreeLibrary} does so with script after script, for the scorecard, and lets its other judges look: {@code Turns} decides which
 * thread goes on, by a seed or through every order up to a bound ({@code EveryOrder}). As a node the tree is in
 * {@code refute.systems.tree.nodes} and {@code refute.systems.tree.simulation}.
 */
@NullMarked
package refute.systems.tree;

import org.jspecify.annotations.NullMarked;
