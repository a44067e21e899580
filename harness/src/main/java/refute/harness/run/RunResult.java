package refute.harness.run;

import java.util.List;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.fault.Schedule;

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

    /** The verdict's, or {@value #HARNESS_FAILED}. */
    public int exitCode() {
        return course.failure().isPresent() ? HARNESS_FAILED : verdict().exitCode();
    }
}
