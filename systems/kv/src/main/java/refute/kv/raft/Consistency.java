package refute.kv.raft;

/** How fresh a read must be. */
public enum Consistency {
    /** Linearizable by a read index: one quorum round, at the leader or through it. */
    LINEARIZABLE,
    /** Linearizable by the leader's lease if there is a valid one; else as {@link #LINEARIZABLE}. */
    LEASE,
    /** Whatever this member has applied. The reply is labelled, so that nobody takes it for more. */
    STALE
}
