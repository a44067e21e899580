package refute.specs.transactions;

/**
 * With which order, beyond what transactions saw of each other, the order of transactions must agree. From weak to strong: each implies
 * those before it, because a process has one transaction open at a time.
 */
public enum Respect {
    /** With none: a transaction may seem to run long before or after it did. */
    NOTHING("", 0),
    /** With the order in which each process ran its own ("strong session", Daudjee and Salem, ICDE 2004, section 2). */
    SESSIONS("-process", DependencyGraph.PROCESS),
    /** With real time: what began after another had ended comes after it ("strict", Papadimitriou, JACM 1979, section 3). */
    REAL_TIME("-realtime", DependencyGraph.REAL_TIME);

    private final String suffix;
    private final int edges;

    Respect(String suffix, int edges) {
        this.suffix = suffix;
        this.edges = edges;
    }

    /** What the name of an anomaly ends in that is one only if this order counts. */
    String suffix() {
        return suffix;
    }

    /** The edges of the dependency graph that stand for it. */
    int edges() {
        return edges;
    }
}
