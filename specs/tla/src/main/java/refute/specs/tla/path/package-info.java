/**
 * From a spec to a system: behaviours of the spec along which a system is led.
 *
 * <p>A spec {@code NAME} that has them has a module {@code NAMEPath} beside it, whose action constraint leaves of the spec's behaviours those
 * in which everything that a system decides by itself is decided as the system does. {@link refute.specs.tla.path.Paths} draws a
 * {@link refute.specs.tla.path.Behaviour} of it as TLC's simulation does: what happens is drawn, and its choices with it. Somebody else, who knows
 * the system, makes the same things happen to it, and looks whether it goes from state to state as the behaviour does
 * ({@link refute.harness.path.PathFollower}).
 *
 * <pre>{@code
 * try (Paths paths = Paths.open("Raft", false, Spec.NO_MUTANT)) {
 *     Behaviour behaviour = paths.draw(new Chance(new Seed(1)), 80);
 * }
 * }</pre>
 *
 * <p>Left out: behaviours that go on for ever, and how likely a behaviour is.
 */
@NullMarked
package refute.specs.tla.path;

import org.jspecify.annotations.NullMarked;
