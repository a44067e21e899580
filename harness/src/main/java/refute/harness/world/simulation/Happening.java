package refute.harness.world.simulation;

/** The kinds of events that go into the hash. The hash knows them by their number. */
public enum Happening {
    /** A message or a request reached a node. */
    DELIVERED(1),
    /** A message was lost. */
    LOST(2),
    /** A client got an answer. */
    ANSWERED(3),
    /** A timer of a node ran out. */
    TIMER(4),
    /** A disk has done what it was told. */
    DISK(5),
    /** A disk went wrong. */
    DISK_FAULT(6),
    /** A node started, stopped, or was stopped. */
    NODE(7),
    /** The network was changed. */
    NETWORK(8),
    /** A clock was changed. */
    CLOCK(9),
    /** An entry of the history was recorded. */
    RECORDED(10);

    private final long number;

    Happening(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }
}
