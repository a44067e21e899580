package refute.harness.world.node;

import java.util.List;
import refute.harness.check.NodeReport;
import refute.harness.system.NodeId;
import refute.harness.world.NodeState;

/**
 * One node of a run: its present process, and what its former ones left. May be asked from any thread; faults come from one.
 */
public interface Node {
    NodeId id();

    NodeState state();

    /** As {@link refute.harness.world.Cluster#kill}. */
    String kill();

    /** As {@link refute.harness.world.Cluster#pause}. */
    String pause();

    /** As {@link refute.harness.world.Cluster#resume}. */
    String resume();

    /** Exit codes of its processes that ended by themselves, in order. */
    List<Integer> exits();

    /** What each of its processes printed, in order. */
    List<NodeLog> logs();

    /** The last lines of its present or last process, and its first few. */
    default List<String> words() {
        List<NodeLog> all = logs();
        if (all.isEmpty()) {
            return List.of();
        }
        all.getLast().awaitEnd();
        return all.getLast().ends();
    }

    /** What it has left so far. */
    default NodeReport report(boolean answers) {
        return new NodeReport(
                id(),
                answers,
                exits(),
                logs().stream()
                        .map(log -> "nodes/" + id() + "/" + log.file().getFileName())
                        .toList(),
                logs().stream().flatMap(log -> log.alarms().stream()).toList());
    }
}
