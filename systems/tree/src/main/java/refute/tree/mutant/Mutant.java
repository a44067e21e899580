package refute.tree.mutant;

/** A deliberately seeded bug. "(S)" is a bug found or confirmed in sled 0.34. Ids are those of a longer list; those that are not built are missing. */
public enum Mutant {
    T01("flush writes without fsync (S)"),
    T02("no fsync of the folder after a creation or rename (S)"),
    T03("the file of a large value is not synchronised (S)"),
    T04("a temporary snapshot is picked at open (S, #1527, #1533)"),
    T05("the format is written in two writes, in place (S)"),
    T06("an fsync error is swallowed (S)"),
    T07("recovery goes on past a torn message"),
    T08("a later segment is recovered though an earlier one is lost"),
    T09("old content of a segment is trusted: a message's position is not checked"),
    T10("a segment is reused before what supersedes it is stable"),
    T11("a segment is reused while readers are pinned"),
    T12("a batch is said to be whole one message too early"),
    T13("a canceled reservation is replayed"),
    T14("a snapshot claims one message more than it has seen"),
    T15("a change is tried again without a look at the page's upper bound, though the page was split"),
    T16("a search does not follow the link to the right"),
    T17("a root hoist takes two messages, and a half one is not undone in recovery"),
    T18("a merge frees the child's id at once"),
    T19("a merge does not cap the child"),
    T20("a separator is cut too short"),
    T21("the length of a common prefix is kept in one byte"),
    T22("a scan to the left takes the neighbour it knew before"),
    T23("the first key is popped in two steps: found, then removed (S, #1128)"),
    T24("each tree of a transaction is committed in a batch of its own (S, #897)"),
    T25("a key is read while a batch is half made"),
    T26("ids are given out before their end is durable"),
    T27("a change that does not happen drops the subscriber (S, #1380)"),
    T28("pages are merged as soon as both halves fit into one"),
    T29("deletions of absent keys are logged"),
    T30("the stable position is the greatest written, not the contiguous one"),
    T31("a key is read without a guard"),
    T32("an error is forgotten after it was reported"),
    /** A bug that this tree had. */
    T33("threads that flush at once remove the file of a long value twice, and another never");

    private final String description;

    Mutant(String description) {
        this.description = description;
    }

    /** Returns what is wrong, in one line. */
    public String description() {
        return description;
    }
}
