/**
 * How members agree: Raft (Ongaro, "Consensus: bridging theory and practice", 2014) as a pure core.
 *
 * <p>A {@link refute.kv.raft.Node} is one member of one group. It takes {@link refute.kv.raft.Input}s (messages, proposals, reads, "that is
 * durable now") and the time, and answers with {@link refute.kv.raft.Effect}s (send, make durable, reply). Whoever runs it decides what
 * time is, how long a disk takes and what a network does to messages.
 *
 * <p>What it promises, it promises only after the shell has said that the writes it depends on are durable: a vote, an acknowledgement and
 * the leader's own count wait for {@link refute.kv.raft.Input.Persisted}. Messages to followers do not wait for the leader's disk
 * (section 10.2.1 of the thesis).
 *
 * <p>Inside, each class is one concern over the shared variables of {@code Variables}: {@code Elections} (PreVote, CheckQuorum, votes, transfer),
 * {@code Replication} (appends, acknowledgements, commit), {@code SnapshotTransfer}, {@code Membership}, {@code Reads} (read index, lease, follower reads),
 * {@code Proposals} (who waits for which index), {@code Watches}, {@code Durability} (what waits for the disk), {@code Applier}.
 */
@NullMarked
package refute.kv.raft;

import org.jspecify.annotations.NullMarked;
