package refute.kv.raft;

/** What a node is in its term. */
public enum Role {
    /** Listens. */
    FOLLOWER,
    /** Asks whether it could win an election. */
    PRE_CANDIDATE,
    /** Asks for votes. */
    CANDIDATE,
    /** Leads. */
    LEADER
}
