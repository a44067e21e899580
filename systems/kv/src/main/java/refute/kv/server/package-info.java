/**
 * The shell: threads, sockets and files around a {@link refute.kv.raft.Node}.
 *
 * <p>{@link refute.kv.server.KvServer} is the program. A {@code GroupHost} gives a node its own thread and its disk another: what arrives while
 * the disk is busy becomes the next batch, so that one sync serves many writes. {@code PeerLinks} and {@code PeerService} are the two ends of
 * the connections between members; {@code KvService} is what clients call. Nothing here decides anything.
 */
@NullMarked
package refute.kv.server;

import org.jspecify.annotations.NullMarked;
