/**
 * The tree's server as a system under test: a real server, as a process of its own or a container.
 *
 * <p>{@link refute.systems.tree.nodes.TreeNodes} is the system; {@code TreeInstance} says how its one node starts and opens clients. What clients ask is a
 * {@link refute.systems.tree.nodes.TreeCall}, whichever world the node is in: {@code ServerLink} asks by the server's own client, and the simulation
 * ({@code refute.systems.tree.simulation}) by its messages; the contracts of the workloads ({@link refute.systems.tree.nodes.TreeContracts}) are
 * spoken once for both.
 *
 * <p>A tree server is one node: nothing is replicated, and what a kill takes away is back when the node is.
 */
@NullMarked
package refute.systems.tree.nodes;

import org.jspecify.annotations.NullMarked;
