package refute.harness.run;

import java.util.List;
import java.util.Optional;
import refute.harness.check.CheckResult;
import refute.harness.check.NodeReport;
import refute.harness.check.Trace;
import refute.harness.fault.InjectedFault;

/**
 * What is known of a run besides its history when its nodes have ended.
 *
 * @param version of the system
 * @param faults what was injected
 * @param nodes what each node left
 * @param checks what is judged already
 * @param trace what nodes recorded of themselves, if they did
 */
record Findings(
        String version,
        List<InjectedFault> faults,
        List<NodeReport> nodes,
        List<CheckResult> checks,
        Optional<Trace> trace) {
    Findings {
        checks = List.copyOf(checks);
        faults = List.copyOf(faults);
        nodes = List.copyOf(nodes);
    }

    /** Without a trace. */
    Findings(String version, List<InjectedFault> faults, List<NodeReport> nodes, List<CheckResult> checks) {
        this(version, faults, nodes, checks, Optional.empty());
    }

    static Findings none(String version) {
        return new Findings(version, List.of(), List.of(), List.of());
    }

    Findings with(Optional<Trace> its) {
        return new Findings(version, faults, nodes, checks, its);
    }
}
