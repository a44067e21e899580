/**
 * etcd, unmodified: the binary that a package manager installs, or the image that a registry has.
 *
 * <p>{@link refute.systems.etcd.Etcd} is the system; {@code EtcdInstance} says how its nodes start and opens clients. What matters
 * most stands in two small classes. {@code EtcdLink} talks gRPC to one node so that one invocation is at most one request on
 * the wire: every retry of the library is off, and it knows whether a request has left. {@code EtcdErrors} is the one list
 * of the errors that mean "surely did not happen"; whatever is not on it is unknown.
 *
 * <p>Left out on purpose: jetcd's own client. It retries, it balances over nodes, and it hides which error was the first.
 * Its generated messages and stubs are all that is used of it.
 */
@NullMarked
package refute.systems.etcd;

import org.jspecify.annotations.NullMarked;
