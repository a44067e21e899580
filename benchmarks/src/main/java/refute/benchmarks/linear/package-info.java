/**
 * The linearizability engine beside its peers, on the same histories.
 *
 * <p>A {@link refute.benchmarks.linear.HistoryRecipe} gives a history from a seed. {@link refute.benchmarks.linear.LinearTable} prints the
 * table: Refute, Porcupine through the small driver in {@code benchmarks/porcupine}, and Knossos when it is
 * told where that is.
 */
@NullMarked
package refute.benchmarks.linear;

import org.jspecify.annotations.NullMarked;
