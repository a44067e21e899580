/**
 * The vocabulary of Refute and the run that speaks it.
 *
 * <p>Processes invoke operations, drawn by a generator from a seed, on a system under test. A nemesis injects faults by a
 * schedule. What clients saw becomes a history; what nodes did becomes traces. Checkers judge the history against a model.
 * The verdict is valid, invalid or unknown; an invalid one carries a witness. A run keeps all of it in one folder, from which
 * it can be re-checked, re-executed and, in simulation, repeated exactly.
 *
 * <p>Read the packages in this order: {@code history} (what was seen), {@code generator} (what is asked), {@code system} and
 * {@code workload} (who is asked, and by which contract), {@code fault} and {@code world} (what goes wrong, and where),
 * {@code check} (what it means), {@code run} (all of it together). This package itself holds what all of them use: the
 * {@link refute.harness.Seed} that makes a run repeatable and the {@link refute.harness.BadInput} that lists what is wrong
 * with what a person handed in.
 *
 * <p>It imports no other module of Refute.
 */
@NullMarked
package refute.harness;

import org.jspecify.annotations.NullMarked;
