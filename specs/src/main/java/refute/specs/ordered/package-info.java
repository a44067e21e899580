/**
 * What an ordered map that may crash owes: judges, each of one promise.
 *
 * <ul>
 *   <li>{@link refute.specs.ordered.SortedMapChecker}: each client has keys of its own, and finds there what a sorted map would have.
 *   <li>{@link refute.specs.ordered.PrefixChecker}: after a crash there is what some first part of the changes made, with everything that a flush
 *       covered.
 *   <li>{@link refute.specs.ordered.IterationChecker}: a scan gives each key that stays exactly once, in order.
 *   <li>{@link refute.specs.ordered.SpaceChecker}: what is kept takes no more than a factor of what is needed.
 *   <li>{@link refute.specs.ordered.SubscriptionChecker}: who listens to a prefix hears of each change under it once, in order.
 * </ul>
 *
 * <p>They understand these functions, in histories of the map's workloads: {@code get}, {@code put}, {@code remove} and {@code cas} on a key (a put and
 * a remove answer the value before), {@code scan} with the argument {@code [from to direction]} and a list of pairs as its answer, {@code flush},
 * {@code size}, {@code subscribe}, {@code take}, {@code unsubscribe}. The revision of an answer tells one life of the map from the next: it is the same for all answers between two crashes.
 */
@NullMarked
package refute.specs.ordered;

import org.jspecify.annotations.NullMarked;
