package refute.harness.fault;

import java.util.List;
import java.util.Set;
import refute.harness.system.Capability;

/** Draws faults of one family for a run; stateless and pure. Found by {@link java.util.ServiceLoader}. */
public interface Nemesis {
    /** Its name on the command line: {@code partition}. */
    String name();

    /** One line for people. */
    String description();

    /** What it needs of the world. */
    Set<Capability> needs();

    /** How many nodes it takes for its faults to be any. */
    default int nodesMin() {
        return 1;
    }

    /** The faults for this run. Equal plans give equal faults. */
    List<PlannedFault> plan(NemesisPlan plan);
}
