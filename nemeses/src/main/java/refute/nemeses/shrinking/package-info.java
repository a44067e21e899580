/**
 * Makes a failing run smaller: fewer faults, accidents and operations, less time, and the same failure.
 *
 * <p>A run is a {@link refute.nemeses.shrinking.Case}: lists, of which each item can be left out alone.
 * {@link refute.nemeses.shrinking.DeltaDebugging} leaves out from one list what is not needed (Zeller and Hildebrandt, Simplifying and
 * Isolating Failure-Inducing Input, IEEE TSE 2002, section 3); {@code Descent} does that list by list, the cheapest
 * and greatest steps first, until nothing more goes; {@code Wandering} then tries at random what no single step comes to. The door is
 * {@link refute.nemeses.shrinking.Shrinking}. Whether a case still fails is asked of an
 * {@link refute.nemeses.shrinking.Oracle}, which executes it; nothing here knows how.
 *
 * <p>The result is small, not smallest: leaving out any one item makes the failure go away, and several at once, or other draws of
 * what still follows from the seed, did not bring it back in hundreds of tries.
 */
@NullMarked
package refute.nemeses.shrinking;

import org.jspecify.annotations.NullMarked;
