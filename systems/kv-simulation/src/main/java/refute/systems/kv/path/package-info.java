/**
 * The store, led along behaviours of its spec Raft: what is specified runs.
 *
 * <p>{@link refute.systems.kv.path.LedStore} is the door. For each behaviour it makes a group of nodes of the store's own core, each with its own
 * clock, its own folder in memory and a queue of writes ({@code LedNode}), and a pool of all messages that were ever sent. A step of the
 * behaviour says what happens next; {@code Leading} makes just that happen: it lets the clock of one node run until its time is out, gives one
 * message of the pool to one node (once, several times, in any order, or never), ends some writes, ends a process, asks as a client. What the
 * store decides by itself (whether it votes, leads, commits, answers) is its own affair, and must come out as in the behaviour.
 *
 * <p>Behaviours come from the module {@code RaftPath}, which has the spec's freedom where the store has none. Two things remain in which the spec
 * says less than a message does. Which part of its log a leader sends, and which of its entries an answer acknowledges, is a matter of policy
 * there: if the pool has no message that leads to the next state, one is put together from what its sender has, as another policy would
 * have sent it, and counted. And a term may be learned from any message of it.
 */
@NullMarked
package refute.systems.kv.path;

import org.jspecify.annotations.NullMarked;
