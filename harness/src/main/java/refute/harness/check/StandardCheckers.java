package refute.harness.check;

import java.util.List;

/** The checkers that judge every run, whatever its workload. */
public final class StandardCheckers {
    /** The name of who finds what nodes and worlds say themselves; in simulation such a finding ends the run. */
    public static final String NODE_LOGS = "node-logs";

    /** How the sentence begins of what was found of no single node. */
    public static final String ALL_NODES = "all nodes together: ";

    private StandardCheckers() {}

    /**
     * In the order in which to show them.
     *
     * @param acknowledgedMin with fewer acknowledged operations the run says nothing
     * @param faultsPlanned how many faults the schedule has
     */
    public static List<Checker> all(long acknowledgedMin, int faultsPlanned) {
        return List.of(
                new NodeLogs(),
                new RecoveryChecker(),
                new FaultsBite(faultsPlanned),
                new Acknowledged(acknowledgedMin),
                new Statistics(),
                new UnhandledErrors(),
                new Latencies());
    }
}
