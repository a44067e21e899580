/**
 * The world of child processes on loopback: the default, which needs no container engine.
 *
 * <p>{@link refute.harness.world.processes.Processes} claims a block of loopback addresses for the run
 * ({@link refute.harness.world.processes.LoopbackBlock}), opens a proxy on every directed link, and starts the nodes. Each node
 * sees a hosts file of its own, in which the name of every peer leads to this node's own proxy for that peer
 * ({@link refute.harness.world.processes.Wiring}): so all nodes can be told the same names, and still each directed link can be
 * cut by itself.
 *
 * <p>Every process is started under a {@link refute.harness.world.processes.Guard}, which ends all of them when the harness is
 * gone, however it went.
 *
 * <p>What it leaves out: nodes share the machine's disk, clock and kernel; faults of those come from elsewhere.
 */
@NullMarked
package refute.harness.world.processes;

import org.jspecify.annotations.NullMarked;
