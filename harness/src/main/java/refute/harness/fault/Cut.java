package refute.harness.fault;

/** How a cut way behaves. The two differ: a stalled stream heals without loss, a dropped one ends. */
public enum Cut {
    /** Bytes wait and arrive after the heal; the connection stays. */
    STALLED,
    /** Bytes are lost; the connection ends at the heal. */
    DROPPED;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
