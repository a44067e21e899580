package refute.kv.raft;

import refute.kv.NodeId;

/**
 * What a member must never forget, besides its log.
 *
 * @param term the latest term it has seen
 * @param vote whom it voted for in that term
 * @param commit an index known to be committed; written along with other things, so it may lag, but it never goes back
 */
public record HardState(long term, NodeId vote, long commit) {
    /** What a new member starts with. */
    public static final HardState INITIAL = new HardState(0, NodeId.NONE, 0);
}
