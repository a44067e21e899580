/**
 * The tree in the simulated world: the library itself, on a disk that forgets, in one thread of virtual time.
 *
 * <p>{@link refute.systems.tree.simulation.SimulatedTree} is the system. {@code TreeProgram} is the node: what the server's threads do, done with events;
 * {@code SimulatedStorage} is its folder. Sizes are drawn for each run, and small, so that pages are split, segments used again and snapshots written within
 * seconds. Damage of what was durable is not injected: a node that is alone would have nothing to go back to.
 */
@NullMarked
package refute.systems.tree.simulation;

import org.jspecify.annotations.NullMarked;
