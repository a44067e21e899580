package refute.harness.workload;

/** What of all that may happen to a machine a workload is about. Whatever else goes wrong, the schedule and the world decide. */
public enum Hardship {
    /** Nothing in particular. */
    USUAL,
    /** Processes are killed; their machines go on. */
    KILL,
    /** Machines lose their power: what was not synchronised may be lost. Only a simulated one does. */
    POWER,
    /** Disks refuse calls, now and then. The system must be able to have such a disk. */
    DISK
}
