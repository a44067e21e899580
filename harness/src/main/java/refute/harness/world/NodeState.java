package refute.harness.world;

/** What a node's process is doing. */
public enum NodeState {
    RUNNING,
    /** Stopped by a fault. */
    PAUSED,
    /** Ended by a fault. */
    KILLED,
    /** Ended by itself: a finding. */
    EXITED
}
