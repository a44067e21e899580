/**
 * From a spec to a system: a behaviour that the spec allows becomes a schedule of the system.
 *
 * <p>A {@link refute.harness.path.SpecPath} is a behaviour, state by state. A system that can be led along it offers a
 * {@link refute.harness.path.PathFollower}, which makes happen to it what happens in the behaviour (a timer runs out, a message arrives or is
 * lost, a disk is done, a process crashes, a client asks) and looks after each step whether the system's state is that of the spec. Where it
 * is not, the two say different things about the same events: one of them is wrong, and the {@link refute.harness.path.PathOutcome} says where.
 *
 * <p>Where behaviours come from is not known here.
 */
@NullMarked
package refute.harness.path;

import org.jspecify.annotations.NullMarked;
