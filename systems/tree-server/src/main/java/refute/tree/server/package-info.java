/**
 * A server around one store, for whoever wants the tree in a process of its own.
 *
 * <p>{@link refute.tree.server.TreeServer} is the program; {@code ServerFlags} what it is told. {@code TreeService} answers calls of the wire
 * ({@code refute/tree/v1/tree.proto}), and {@code OpenStore} has the store, and decides what follows from a disk that fails: the server stops, or, if
 * it was told to, opens its store anew. {@link refute.tree.server.FailingStorage} is for tests: a disk that refuses a call now and then.
 *
 * <p>A change is answered when it is in memory, or, if the request wants it, when it is durable: changes that wait at once share one sync.
 */
@NullMarked
package refute.tree.server;

import org.jspecify.annotations.NullMarked;
