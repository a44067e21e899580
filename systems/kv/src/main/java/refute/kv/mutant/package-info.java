/**
 * Bugs that can be switched on, to test whoever claims to find bugs.
 *
 * <p>Each {@link refute.kv.mutant.Mutant} is a real bug of a real system where one is known. At the place of the bug stands one line that asks
 * {@link refute.kv.mutant.Mutants}. A release build cannot have any: {@link refute.kv.mutant.Mutants#switchedOn()} gives none unless a
 * marker that only test builds carry is on the class path, and no other way to switch one on leads from a server's flags.
 */
@NullMarked
package refute.kv.mutant;

import org.jspecify.annotations.NullMarked;
