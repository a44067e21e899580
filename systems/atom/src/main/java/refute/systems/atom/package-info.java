/**
 * The smallest system there is: registers, a set and lists in the harness's own memory.
 *
 * <p>An {@link refute.systems.atom.Atom} is linearizable because each call is one atomic step of a map. It teaches what a system
 * needs (read it beside {@link refute.harness.system.SystemUnderTest}), serves tests that want a run without servers, and
 * shows what the harness itself costs, as it costs nothing. Its mutant {@code forgets-writes} acknowledges a write now and then
 * without storing it, {@code stale-snapshots} shows a transaction an old state.
 *
 * <p>In world {@code memory} all its nodes are the same object, nothing can be done to them, and a scenario with faults is
 * refused. In {@code simulation} it shows how a system is simulated: read {@link refute.systems.atom.SimulatedAtom} and
 * {@link refute.systems.atom.AtomNode}.
 */
@NullMarked
package refute.systems.atom;

import org.jspecify.annotations.NullMarked;
