package refute.harness.system;

/** What clients ask of a read. */
public enum Reads {
    /** The latest acknowledged value. */
    LINEARIZABLE,
    /** Whatever the asked node has: may be stale, so a run that asks for it is expected to be invalid. */
    SERIALIZABLE;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
