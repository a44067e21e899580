package refute.harness.check;

import java.util.List;
import refute.harness.system.NodeId;

/**
 * What a node left behind.
 *
 * @param node which
 * @param answeredAtEnd whether it answered in the final phase, after everything was healed
 * @param exits exit codes of its processes that ended by themselves, not by a fault, in order
 * @param logFiles names of its log files, relative to the run folder
 * @param alarms lines of its logs that match a pattern of trouble (panic, data race, corruption); untrusted, bounded in
 *     number and length
 */
public record NodeReport(
        NodeId node, boolean answeredAtEnd, List<Integer> exits, List<String> logFiles, List<String> alarms) {
    public NodeReport {
        exits = List.copyOf(exits);
        logFiles = List.copyOf(logFiles);
        alarms = List.copyOf(alarms);
    }
}
