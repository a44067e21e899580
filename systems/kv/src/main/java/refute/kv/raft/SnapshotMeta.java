package refute.kv.raft;

/**
 * What a snapshot stands for: the log up to an index.
 *
 * @param index the last index that is in it
 * @param term the term of that index
 * @param members the members at that index
 */
public record SnapshotMeta(long index, long term, Members members) {}
