/**
 * What every world with real nodes needs, whether they are child processes or containers.
 *
 * <p>A {@link refute.harness.world.node.Node} is one server as a run has it: running, paused, killed or ended by itself, with
 * what each of its processes printed ({@link refute.harness.world.node.NodeLog}). A
 * {@link refute.harness.world.node.RollCall} asks all nodes how they are: it waits until a system answers, finds its leader,
 * and says whose last words tell why it does not.
 * A {@link refute.harness.world.node.NodeCluster} is what the clusters of such worlds share.
 */
@NullMarked
package refute.harness.world.node;

import org.jspecify.annotations.NullMarked;
