package refute.harness.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
 * @param origin what the clock of the world said when that of the history began; empty if it never did
 * @param trace what nodes recorded of themselves, if they did
 */
record Findings(
        String version,
        List<InjectedFault> faults,
        List<NodeReport> nodes,
        List<CheckResult> checks,
        OptionalLong origin,
        Optional<Trace> trace) {
    Findings {
        checks = List.copyOf(checks);
        faults = List.copyOf(faults);
        nodes = List.copyOf(nodes);
    }

    static Findings none(String version) {
        return new Findings(version, List.of(), List.of(), List.of(), OptionalLong.empty(), Optional.empty());
    }

    /** With what nodes recorded, which is told by the clock of the world. */
    Findings with(Optional<Trace> recorded) {
        Optional<Trace> placed =
                origin.isPresent() ? recorded.map(one -> one.withOrigin(origin.getAsLong())) : recorded;
        return new Findings(version, faults, nodes, checks, origin, placed);
    }

    /** With the trace where the recording keeps it. */
    Findings kept(Recording recording) {
        return new Findings(version, faults, nodes, checks, origin, trace.map(recording::trace));
    }
}
