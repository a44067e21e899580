/**
 * The KV store: a linearizable key-value and log store on Raft.
 *
 * <p>The trick is that everything that decides is pure. A member of a group is one object ({@link refute.kv.raft.Node}) that is told
 * what arrived and what time it is, and answers with effects: messages to send, bytes to make durable, replies to give. It owns no
 * thread, socket, file, clock or random source. So the same class runs in a deterministic simulation, thousands of schedules a second,
 * and inside a server process.
 *
 * <p>The packages in reading order: {@code refute.kv} (the words that all share), {@code refute.kv.state} (what commands do),
 * {@code refute.kv.raft} (how members agree on the order of commands), {@code refute.kv.storage} (how a member remembers),
 * {@code refute.kv.trace} (what a member tells about itself), {@code refute.kv.mutant} (the bugs we can switch on to test the
 * testers), {@code refute.kv.wire} (bytes on a connection), {@code refute.kv.server}, {@code refute.kv.client},
 * {@code refute.kv.command}.
 *
 * <p>What is left out: shards, split and merge, transactions across groups, and objects. Every message and every file names its group, so
 * that they have a place to come to.
 */
@NullMarked
package refute.kv;

import org.jspecify.annotations.NullMarked;
