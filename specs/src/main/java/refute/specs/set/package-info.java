/**
 * Sets that only grow: what became of each element.
 *
 * <p>{@link refute.specs.set.SetChecker} follows every element from its addition through all reads: known from the moment
 * that its addition was acknowledged or somebody read it, it must be in every read that begins later. The ways not to be are
 * named as in Jepsen's {@code set} and {@code set-full}: lost, stale, duplicated, unexpected.
 */
@NullMarked
package refute.specs.set;

import org.jspecify.annotations.NullMarked;
