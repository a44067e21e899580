/**
 * The data path: proxies that listen, links that carry bytes, and toxics that spoil them.
 *
 * <p>An {@link refute.toxiproxy.engine.Engine} owns named proxies and a few {@code Loop} threads. A connection that a
 * {@code Listener} accepts belongs, both its sockets and both its directions, to one loop for life, so a link needs no
 * locks and a message is never handed from thread to thread: it is read and written in the same wake-up. Toxiproxy
 * itself passes every chunk through several goroutines; this is where the built-in engine gains its latency.
 *
 * <p>A {@code Link} is one direction of one connection: source socket, a chain of {@code Stage}s (one for each
 * {@link refute.toxiproxy.engine.Toxic}), and a {@code Sink} that writes. Stages pull: a stage moves a chunk on only if
 * the next one has room, so a stalled link fills a bounded number of chunks and then stops reading, and TCP's own flow
 * control does the rest. Nothing is dropped that the toxic in force does not drop.
 *
 * <p>Changes are states, not steps. The engine publishes the new, immutable chain of a proxy and asks each loop to
 * bring its links into line with it ({@code Link.follow}). Doing so twice does nothing, which is why a connection that
 * is born while a toxic is being added is neither missed nor poisoned twice, and why changing twenty proxies costs one
 * wake-up of each loop.
 *
 * <p>Chance (toxicity, jitter, slice sizes) is drawn from substreams of one seed, named by proxy, number of the
 * connection, direction and toxic: what one connection draws does not depend on what others do meanwhile.
 *
 * <p>Left out: UDP, half-closed connections (as in Toxiproxy, the end of one direction ends the connection once the
 * other has drained) and the HTTP interface, which is in {@link refute.toxiproxy}.
 */
@NullMarked
package refute.toxiproxy.engine;

import org.jspecify.annotations.NullMarked;
