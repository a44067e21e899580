package refute.harness.system;

/** Who dials a node there. */
public enum PortPurpose {
    /** Other nodes; each directed pair has its own proxy. */
    PEER,
    /** Clients; each node has one proxy. */
    CLIENT
}
