/**
 * From the history of clients to a trace: interval mode.
 *
 * <p>Of a system that records nothing of itself only its clients tell: each operation has a beginning and an end, and took effect somewhere in
 * between. {@link refute.specs.tla.client.ClientTrace} puts the operations of etcd's registers in an order in which they can have, and makes
 * of it events of the spec {@code EtcdKv}, which {@link refute.specs.tla.trace.Conformance} judges. It need not search for the order: etcd tells the
 * revision of each change, and of each read that of the change that it saw.
 *
 * <p>Left out: histories of other workloads, and of stores that tell no revisions.
 */
@NullMarked
package refute.specs.tla.client;

import org.jspecify.annotations.NullMarked;
