/**
 * The world in which a run is exactly repeatable, and thousands of times faster than real time.
 *
 * <p>Everything happens in one thread and in virtual time. {@link refute.harness.world.simulation.Timeline} holds what is still
 * to happen, lets it happen in order, and takes it into a hash: two runs with equal hashes went the same way.
 * {@link refute.harness.world.simulation.SimulatedCluster} has the {@link refute.harness.world.simulation.Machine machines}, each
 * with clocks, a {@link refute.harness.world.simulation.SimulatedDisk disk} and a process that runs a
 * {@link refute.harness.world.simulation.Program}, and the network between them.
 *
 * <p>Faults of the schedule (partitions, bad links, kills, pauses) are the same values as in every other world. Besides, machines
 * have {@link refute.harness.world.simulation.Hazards}: messages are lost and overtaken, disks are slow, fail, forget and rot,
 * clocks drift and jump, kills take the power away, and {@link refute.harness.world.simulation.LeaderBlows who begins to lead} falls or
 * is cut off. Each run draws which of them are on, and how hard.
 *
 * <p>All chance comes from named substreams of the seed by {@link refute.harness.world.simulation.Chance}, one for each purpose.
 *
 * <p>A system that wants to be simulated implements {@link refute.harness.world.simulation.SimulatedSystem}. What is left out:
 * threads. A program is a state machine; how a real shell would interleave threads around it is not simulated.
 */
@NullMarked
package refute.harness.world.simulation;

import org.jspecify.annotations.NullMarked;
