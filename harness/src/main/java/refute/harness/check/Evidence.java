package refute.harness.check;

import java.util.List;
import java.util.Optional;
import refute.harness.fault.InjectedFault;
import refute.harness.history.History;

/**
 * What a run left behind, for checkers to judge.
 *
 * @param history what clients saw, and the faults
 * @param faults what was injected, with measured effects; in the order of their starts
 * @param nodes what each node left: exit codes and logs; empty for histories of others
 * @param trace what nodes recorded of themselves, if they did
 */
public record Evidence(History history, List<InjectedFault> faults, List<NodeReport> nodes, Optional<Trace> trace) {
    public Evidence {
        faults = List.copyOf(faults);
        nodes = List.copyOf(nodes);
    }

    /** Without a trace. */
    public Evidence(History history, List<InjectedFault> faults, List<NodeReport> nodes) {
        this(history, faults, nodes, Optional.empty());
    }

    /** A history alone, as with files of others. */
    public static Evidence of(History history) {
        return new Evidence(history, List.of(), List.of());
    }
}
