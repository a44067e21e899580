/**
 * What a run means: checkers look at the {@link refute.harness.check.Evidence} and give a
 * {@link refute.harness.check.Verdict} with, when it is invalid, a {@link refute.harness.check.Witness}.
 *
 * <p>There are three answers, never two. A checker that throws, is interrupted or runs out of its
 * {@link refute.harness.check.Budget} has said nothing: unknown. Composition is Jepsen's: invalid beats unknown beats valid.
 * The checkers that need a model of what is correct live in the module {@code specs}; here are the contract, and those that
 * need none.
 */
@NullMarked
package refute.harness.check;

import org.jspecify.annotations.NullMarked;
