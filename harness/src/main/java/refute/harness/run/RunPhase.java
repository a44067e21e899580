package refute.harness.run;

/** What a run is doing; in this order. */
public enum RunPhase {
    /** Nodes start. */
    DEPLOY("setting up"),
    /** Clients invoke, faults happen. */
    MAIN("running"),
    /** Everything is healed, and each node is asked until it answers. */
    RECOVER("healing and waiting for every node"),
    /** The workload's final operations. */
    FINAL("final operations"),
    /** Everything that the run started ends. */
    CLOSE("tearing down"),
    /** Checkers look at what was recorded. */
    JUDGE("judging");

    private final String meaning;

    RunPhase(String meaning) {
        this.meaning = meaning;
    }

    /** In words, for people. */
    public String meaning() {
        return meaning;
    }
}
