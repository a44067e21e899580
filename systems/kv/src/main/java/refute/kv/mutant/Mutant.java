package refute.kv.mutant;

/** A deliberately seeded bug. "(R)" is a real bug of Rasputin's code of 2015; others name their origin. */
public enum Mutant {
    M01("an acknowledgement counts for the first pending entry, whatever its index; a rejection counts too (R)"),
    M02("a committed entry is stored under the batch's last index (R)"),
    M03("the previous term and index are taken from the follower's claim (R)"),
    M04("a divergent suffix is never truncated (R)"),
    M05("a vote compares the learned term with the accepted index (R)"),
    M06("vote and term are not fsynced before the reply (R)"),
    M07("the leader flag alone allows a local read (R)"),
    M08("the lease runs on the wall clock (R)"),
    M09("the lease is counted from the receipt of the reply"),
    M10("a read index is given before the leader committed in its term"),
    M11("a read index retry reuses its id (etcd #20418)"),
    M12("entries of older terms are committed by counting (Raft, figure 8)"),
    M13("an append is acknowledged before fdatasync (tikv #994, etcd #14370)"),
    M14("the applied index is persisted apart from the data (etcd #13766)"),
    M15("the session table is missing from the snapshot"),
    M16("the client retries compare-and-set without its sequence number (R)"),
    M17("two membership changes at once, or one before a commit of the own term"),
    M18("a removed node still counts"),
    M19("a snapshot replaces newer state"),
    M23("a CRC mismatch in the middle is taken for a torn tail"),
    M24("no directory fsync after the segment's rename"),
    M25("an fsync error is swallowed (sled)"),
    M26("a leftover temporary snapshot is chosen at open (sled #1527)"),
    M27("a log offset is assigned when proposing"),
    M29(
            "a watch restarts from its creation revision (etcd #15271) and drops the event at the compaction revision (etcd #18089)"),
    M31("no PreVote");

    private final String description;

    Mutant(String description) {
        this.description = description;
    }

    /** Returns what is wrong, in one line. */
    public String description() {
        return description;
    }
}
