/**
 * What goes wrong, as data.
 *
 * <p>A {@link refute.harness.fault.Fault} says what (a partition of this shape, a kill of these nodes); a
 * {@link refute.harness.fault.PlannedFault} adds when and for how long; a {@link refute.harness.fault.Schedule} is all of them
 * for one run, drawn from the seed by one or several {@link refute.harness.fault.Nemesis} or given by hand. A world realises
 * them; what really happened, with its measured {@link refute.harness.fault.Effect}, is an
 * {@link refute.harness.fault.InjectedFault}.
 *
 * <p>Choices that can be made beforehand are made when the schedule is drawn and stand in the fault as numbers, so that
 * resolving a target is a pure function. Only the leader is looked up when the fault begins.
 */
@NullMarked
package refute.harness.fault;

import org.jspecify.annotations.NullMarked;
