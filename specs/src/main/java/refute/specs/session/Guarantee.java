package refute.specs.session;

/** What a system may promise that is weaker than linearizability, from weak to strong. */
public enum Guarantee {
    READ_YOUR_WRITES(1, "read your writes"),
    MONOTONIC_READS(2, "monotonic reads"),
    MONOTONIC_WRITES(4, "monotonic writes"),
    WRITES_FOLLOW_READS(8, "writes follow reads"),
    /** All four at once, across registers, with one order of the writes of each: causal convergence. */
    CAUSAL_CONSISTENCY(16, "causal consistency"),
    /** One order of all operations on all registers that keeps the order of each process. */
    SEQUENTIAL_CONSISTENCY(32, "sequential consistency");

    /** All of those of sessions. */
    static final int FOUR = 15;

    private final int bit;
    private final String words;

    Guarantee(int bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    /** As people say it. */
    public String words() {
        return words;
    }

    /** As programs say it: the words with hyphens. */
    public String word() {
        return words.replace(' ', '-');
    }

    /** Whether it is one of the four of Terry et al. */
    public boolean isOfSessions() {
        return (bit & FOUR) != 0;
    }

    int bit() {
        return bit;
    }
}
