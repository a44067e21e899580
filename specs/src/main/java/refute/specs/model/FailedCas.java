package refute.specs.model;

/** What a failed compare-and-set says. The workload knows: it depends on what the client takes for a failure. */
public enum FailedCas {
    /** Nothing: it may have failed for any reason, such as a lost connection. Knossos' and Jepsen's convention. */
    NOTHING,
    /** That the value differed from the expected one at some time during the call, as a refused transaction of etcd does. */
    OBSERVATION;

    /** The word for it on the command line. */
    public String word() {
        return switch (this) {
            case NOTHING -> "nothing";
            case OBSERVATION -> "observation";
        };
    }
}
