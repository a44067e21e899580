package refute.harness.run;

import java.util.List;
import refute.harness.check.CheckResult;
import refute.harness.check.NodeReport;
import refute.harness.fault.InjectedFault;

/**
 * What is known of a run besides its history when its nodes have ended.
 *
 * @param version of the system
 * @param faults what was injected
 * @param nodes what each node left
 */
record Findings(String version, List<InjectedFault> faults, List<NodeReport> nodes, List<CheckResult> checks) {
    Findings {
        checks = List.copyOf(checks);
        faults = List.copyOf(faults);
        nodes = List.copyOf(nodes);
    }

    static Findings none(String version) {
        return new Findings(version, List.of(), List.of(), List.of());
    }
}
