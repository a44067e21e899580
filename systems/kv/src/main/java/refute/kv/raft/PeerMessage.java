package refute.kv.raft;

import java.util.List;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.NodeId;

/**
 * What one member says to another.
 *
 * @param group the group that both are in
 * @param from who says it
 * @param to to whom
 * @param term the sender's term
 * @param body what it says
 */
public record PeerMessage(GroupId group, NodeId from, NodeId to, long term, Body body) implements Input {

    /** What a message says. */
    public sealed interface Body {}

    /**
     * "Would you vote for me in that term?" Changes nothing at the receiver.
     *
     * @param nextTerm the term
     * @param lastIndex the candidate's last index
     * @param lastTerm the term of that index
     */
    public record PreVoteRequest(long nextTerm, long lastIndex, long lastTerm) implements Body {}

    /**
     * The answer.
     *
     * @param nextTerm the term asked for
     * @param granted yes or no
     */
    public record PreVoteResponse(long nextTerm, boolean granted) implements Body {}

    /**
     * "Vote for me in this message's term."
     *
     * @param lastIndex the candidate's last index
     * @param lastTerm the term of that index
     * @param transfer whether the leader itself asked for this election
     */
    public record VoteRequest(long lastIndex, long lastTerm, boolean transfer) implements Body {}

    /**
     * The answer; yes only after it is durable.
     *
     * @param granted yes or no
     */
    public record VoteResponse(boolean granted) implements Body {}

    /**
     * Entries to follow one that both should have.
     *
     * @param previousIndex the index of that one, from the leader's log
     * @param previousTerm its term, from the leader's log
     * @param entries dense from the next index; may be none (a probe)
     * @param commit the leader's commit index
     */
    public record AppendRequest(long previousIndex, long previousTerm, List<Entry> entries, long commit)
            implements Body {
        public AppendRequest {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The follower has the entries, durably.
     *
     * @param matchIndex the last index up to which its log agrees with the leader's
     */
    public record AppendAccepted(long matchIndex) implements Body {}

    /**
     * The follower does not have the previous entry.
     *
     * @param refusedIndex the previous index that it was asked for
     * @param hintIndex the last index at which the logs may agree
     * @param hintTerm the follower's term at that index
     */
    public record AppendRefused(long refusedIndex, long hintIndex, long hintTerm) implements Body {}

    /**
     * "I lead."
     *
     * @param commit the leader's commit index, as far as the follower's log is known to agree
     * @param round which round of heartbeats this is
     */
    public record Heartbeat(long commit, long round) implements Body {}

    /**
     * "You lead, as far as I know."
     *
     * @param round the round that is answered
     */
    public record HeartbeatResponse(long round) implements Body {}

    /**
     * One frame of a snapshot.
     *
     * @param meta what the snapshot stands for
     * @param frame the frame's number, from 0
     * @param data the frame
     * @param last whether it is the last
     */
    public record SnapshotRequest(SnapshotMeta meta, int frame, Bytes data, boolean last) implements Body {}

    /**
     * The follower has that much of a snapshot.
     *
     * @param index the snapshot's index
     * @param nextFrame the frame that it wants next
     */
    public record SnapshotResponse(long index, int nextFrame) implements Body {}

    /**
     * "Up to where must I have applied to answer a read that started before now?"
     *
     * @param attempt a number that the follower uses once only
     */
    public record ReadIndexRequest(long attempt) implements Body {}

    /**
     * The answer.
     *
     * @param attempt the number
     * @param confirmed false: ask somebody else, or later
     * @param index the index
     */
    public record ReadIndexResponse(long attempt, boolean confirmed, long index) implements Body {}

    /** "Start an election now: you are to lead." */
    public record TransferNow() implements Body {}
}
