package refute.harness.run;

import java.time.Instant;
import java.util.List;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.fault.Schedule;
import refute.harness.history.EntryKind;
import refute.harness.history.History;

/**
 * What came of a run.
 *
 * @param scenario what was asked for
 * @param version of the system, as it told it
 * @param schedule the faults as planned; those that happened are in the evidence
 * @param evidence what was seen
 * @param checks what each checker found, the workload's first
 * @param course how it went
 */
public record RunResult(
        Scenario scenario,
        String version,
        Schedule schedule,
        Evidence evidence,
        List<CheckResult> checks,
        RunCourse course) {
    /** What a command ends with when the harness itself failed. */
    public static final int HARNESS_FAILED = 255;

    public RunResult {
        checks = List.copyOf(checks);
    }

    /** Of all checkers together; unknown when the harness failed and nobody found anything invalid. */
    public Verdict verdict() {
        Verdict judged = Verdict.all(checks.stream().map(CheckResult::verdict).toList());
        return course.failure().isPresent() || checks.isEmpty() ? judged.and(Verdict.UNKNOWN) : judged;
    }

    /** What {@code run.json} keeps of it. */
    public RunRecord.Outcome outcome(Instant ended) {
        return new RunRecord.Outcome(ended, verdict(), counts(), checks, evidence.nodes());
    }

    /** Operations of clients by how they ended; the open ones count as info. */
    public RunRecord.Counts counts() {
        History history = evidence.history();
        long operations = 0;
        long ok = 0;
        long fail = 0;
        for (int at = 0; at < history.size(); at++) {
            EntryKind kind = history.kind(at);
            boolean client = history.process(at) >= 0;
            operations += client && kind == EntryKind.INVOKE ? 1 : 0;
            ok += client && kind == EntryKind.OK ? 1 : 0;
            fail += client && kind == EntryKind.FAIL ? 1 : 0;
        }
        return new RunRecord.Counts(operations, ok, fail, operations - ok - fail);
    }

    /** The verdict's, or {@value #HARNESS_FAILED}. */
    public int exitCode() {
        return course.failure().isPresent() ? HARNESS_FAILED : verdict().exitCode();
    }
}
