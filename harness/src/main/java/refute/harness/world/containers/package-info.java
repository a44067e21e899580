/**
 * The world of containers: each node in a pod of its own.
 *
 * <p>{@link refute.harness.world.containers.Containers} makes one network for the run, and for each node a pod: a container of
 * the real Toxiproxy, which holds the pod's address and carries every link that begins in it. The node's container shares the
 * pod's network, so it can die and come back while addresses, published ports and proxies stay as they are. In every pod all
 * peers' names lead to the pod itself, where the proxy for that peer listens: no node can reach another but through its own
 * proxy for it, and still all nodes are told the same names.
 *
 * <pre>
 *   pod n1                                        pod n2
 *   ┌───────────────────────────────────┐         ┌────────────────────┐
 *   │ node n1 ─ n2.peer:2382 ─ toxiproxy ─┼─────────┼→ :2382 node n2      │
 *   │ :2379 ←──────────────── toxiproxy ←─┼─ 12379 ─┼─ clients            │
 *   └───────────────────────────────────┘         └────────────────────┘
 * </pre>
 *
 * <p>Everything carries the labels {@code refute.run} and {@code refute.owner}. What an owner that is gone has left is removed by
 * the next one ({@link refute.harness.world.containers.Containers#sweep}); nothing without these labels is ever touched.
 *
 * <p>The client of the container engine is loaded when it is first needed, and not before: asking whether there is an engine does
 * without it.
 *
 * <p>What it leaves out: faults of disks and clocks; the built-in proxy engine, which lives in the harness's own process, where
 * traffic between containers does not come by.
 */
@NullMarked
package refute.harness.world.containers;

import org.jspecify.annotations.NullMarked;
