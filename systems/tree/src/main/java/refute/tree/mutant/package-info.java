/**
 * Bugs that can be switched on, to test whoever claims to find bugs.
 *
 * <p>At the place of a {@link refute.tree.mutant.Mutant} stands one line that asks {@link refute.tree.mutant.Mutants}. A release build cannot have
 * any: {@link refute.tree.mutant.Mutants#switchedOn()} gives none unless a marker that only test builds carry is on the class path.
 */
@NullMarked
package refute.tree.mutant;

import org.jspecify.annotations.NullMarked;
