package refute.harness.fault;

import refute.harness.world.Cluster;

/**
 * Turns planned faults into calls on a cluster, and measures what they did. Used by one thread, the nemesis's.
 */
public interface FaultInjector {
    /** Begins the fault and returns once it is in force. An exception means that it is not, and is the run's failure. */
    Injection inject(PlannedFault fault, Cluster cluster);

    /** A fault in force. */
    interface Injection {
        java.util.List<refute.harness.system.NodeId> targets();

        /** The fault in words. */
        String description();

        /** Ends the fault and tells what it did. */
        Effect heal();
    }
}
