/**
 * Whether what clients saw could have come from one object that answers one client at a time, in an order that agrees with real
 * time: linearizability (Herlihy and Wing 1990).
 *
 * <p>{@link refute.specs.linear.LinearizabilityChecker} is the way in. It splits a history by key, which is exact (the P-compositionality
 * of Horn and Kroening, "Faster linearizability checking via P-compositionality", 2015, section 3), and searches each part for a
 * linearization. An operation whose outcome is unknown may be placed anywhere after its invocation, or nowhere.
 *
 * <p>Where values are unique, registers ({@code UniqueValues}), first-in-first-out queues ({@code UniqueQueue}) and sets of which nobody reads the whole
 * ({@code SetElements}) are decided without search; stacks and priority queues are always searched.
 *
 * <p>No answer has to be believed. A valid one comes with a {@link refute.specs.linear.Linearization} that
 * {@link refute.specs.linear.LinearizationVerifier} follows step by step; an invalid one with a few operations that
 * {@link refute.specs.linear.WitnessVerifier} tries in every order. Both are a page long and share nothing with the searches.
 */
@NullMarked
package refute.specs.linear;

import org.jspecify.annotations.NullMarked;
