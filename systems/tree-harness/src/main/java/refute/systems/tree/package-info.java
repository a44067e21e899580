/**
 * The tree under test: what a crash may leave of it.
 *
 * <p>{@link refute.systems.tree.TreeScript} is a list of operations drawn from a seed. {@link refute.systems.tree.TreeCrashes} executes one on a disk that
 * records, remembers the state after each operation, and then recovers from every image that {@code refute.nemeses.crash} builds of the record.
 * {@link refute.systems.tree.TreeTrials} does so with script after script, for the scorecard: under power loss, under kills, with disks that fail.
 */
@NullMarked
package refute.systems.tree;

import org.jspecify.annotations.NullMarked;
