package refute.kv.raft;

import refute.kv.NodeId;

/** A change of the membership, by one member. */
public sealed interface MemberChange {
    /**
     * A new member that receives the log and does not count yet.
     *
     * @param member it, as a learner
     */
    record AddLearner(Member member) implements MemberChange {}

    /**
     * A learner that has caught up becomes a voter.
     *
     * @param id who
     */
    record Promote(NodeId id) implements MemberChange {}

    /**
     * A member leaves.
     *
     * @param id who
     */
    record Remove(NodeId id) implements MemberChange {}
}
