/**
 * The KV store in simulation: the same core that a server runs, under a shell of simulated disk, network and time.
 *
 * <p>{@link refute.systems.kv.simulation.SimulatedKv} is the system as the harness knows it. For each run it draws how the store is
 * set up (election time-outs, snapshots, message sizes, lease reads). A {@link refute.systems.kv.simulation.KvProgram} is the
 * shell of one node: it performs all effects of a step before the next input, and merges writes that wait for the disk.
 *
 * <p>Whoever watches: the workload's checkers see what a user sees. {@link refute.systems.kv.simulation.Invariants} look inside, after
 * each event: what each node may never take back, what it has promised by its {@link refute.systems.kv.simulation.Votes}, and whether
 * somebody is {@link refute.systems.kv.simulation.Electability electable} who must not be. An
 * {@link refute.systems.kv.simulation.Operator} changes the members meanwhile.
 * {@link refute.systems.kv.simulation.SessionClient} and {@link refute.systems.kv.simulation.WatchAudit} are clients of the store's
 * further promises (exactly once, dense offsets, watches), for which there is no workload yet.
 */
@NullMarked
package refute.systems.kv.simulation;

import org.jspecify.annotations.NullMarked;
