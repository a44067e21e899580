package refute.kv.raft;

import refute.kv.NodeId;

/**
 * What a node is at.
 *
 * @param role what it is
 * @param leader who leads, as far as it knows
 * @param term its term
 * @param log how far its log is
 * @param hash the hash chain over all entries up to {@code log.applied()} and their results
 * @param members the latest members in its log
 */
public record NodeStatus(Role role, NodeId leader, long term, LogStatus log, long hash, Members members) {
    /**
     * How far a log is.
     *
     * @param base the index before the first entry in memory
     * @param last the last index
     * @param persisted the last index that is durable
     * @param commit the last index known to be committed
     * @param applied the last index that is applied
     */
    public record LogStatus(long base, long last, long persisted, long commit, long applied) {}
}
