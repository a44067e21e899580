package refute.cli;

import java.time.Instant;
import java.util.List;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.run.RunRecord;
import refute.harness.run.RunResult;

/** What came of a run, as its record keeps it. */
final class Outcomes {
    private Outcomes() {}

    static RunRecord record(RunRecord begun, RunResult result) {
        return begun.withVersion(begun.scenario().subject().system(), result.version())
                .with(of(result.verdict(), result.evidence(), result.checks()));
    }

    static RunRecord.Outcome of(Verdict verdict, Evidence evidence, List<CheckResult> checks) {
        return new RunRecord.Outcome(Instant.now(), verdict, counts(evidence.history()), checks, evidence.nodes());
    }

    static RunRecord.Counts counts(History history) {
        long[] ended = new long[3];
        long operations = 0;
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) != EntryKind.INVOKE || history.process(at) < 0) {
                continue;
            }
            operations++;
            int completion = history.partner(at);
            switch (completion < 0 ? EntryKind.INFO : history.kind(completion)) {
                case OK -> ended[0]++;
                case FAIL -> ended[1]++;
                default -> ended[2]++;
            }
        }
        return new RunRecord.Counts(operations, ended[0], ended[1], ended[2]);
    }
}
