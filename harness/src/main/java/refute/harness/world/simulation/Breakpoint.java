package refute.harness.world.simulation;

/**
 * Where a simulated run is to be halted, for a person who looks at one that is known: before an event of some number, or after the
 * first one that shows something. Asked on the simulation's thread; changes nothing.
 */
public interface Breakpoint {
    /** Whether to halt before this event. Events are numbered from 1, from the first start of a node on. */
    boolean haltsBefore(long event);

    /**
     * Hears what an event does. To halt after it, {@link #haltsBefore} says so of the next.
     *
     * @param what kind it was of
     * @param node on which node; 0 if it was not on one alone
     * @param nanos when, since the simulation began
     */
    void happened(Happening what, int node, long nanos);
}
