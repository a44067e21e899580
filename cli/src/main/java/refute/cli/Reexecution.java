package refute.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import refute.harness.check.FailureKind;
import refute.harness.check.Verdict;
import refute.harness.run.RunRecord;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;

/**
 * Executes a run of real nodes again, several times: the same scenario, seed and faults; the nodes and the machine do as they
 * please. A try reproduces the run if it ends with the same verdict, and an invalid one with a failure of the same kind.
 */
final class Reexecution {
    private final Console console;
    private final StoredRun stored;
    private final Path store;
    private final boolean json;

    Reexecution(Console console, StoredRun stored, Path store, boolean json) {
        this.console = console;
        this.stored = stored;
        this.store = store;
        this.json = json;
    }

    /** The worst of the tries; 2 if none reproduced the run. */
    int replay(Scenario scenario, int tries) throws InterruptedException {
        Execution execution = new Execution(console, store, true);
        List<Execution.Ended> ended = new ArrayList<>();
        int reproduced = 0;
        int worst = 0;
        for (int n = 1; n <= tries; n++) {
            Execution.Ended one = execution.run(scenario);
            ended.add(one);
            RunResult result = one.result();
            worst = ExitCodes.worse(worst, result.exitCode());
            boolean same = isReproducedBy(result);
            reproduced += same ? 1 : 0;
            if (!json) {
                console.result("try " + n + " of " + tries + ": " + (same ? "reproduced" : "not reproduced") + ": "
                        + words(one));
            }
            execution.tellFailure(one);
            if (result.course().stopped()) {
                break;
            }
        }
        tell(ended, reproduced);
        return reproduced > 0 ? worst : ExitCodes.worse(worst, 2);
    }

    private boolean isReproducedBy(RunResult result) {
        if (result.verdict() != stored.verdict()) {
            return false;
        }
        SequencedSet<FailureKind> kinds = FailureKind.of(result.checks());
        kinds.retainAll(stored.kinds());
        return result.verdict() != Verdict.INVALID || !kinds.isEmpty();
    }

    /** What came of a try, and by what it differs from the stored run. */
    private String words(Execution.Ended ended) {
        RunResult result = ended.result();
        String kinds = kinds(FailureKind.of(result.checks()));
        RunRecord record = ended.record();
        String system = record.scenario().subject().system();
        String version = record.origin().versions().getOrDefault(system, "");
        String stale = stored.record().origin().versions().getOrDefault(system, version);
        return result.verdict().word()
                + (kinds.isEmpty() ? "" : " (" + kinds + ")")
                + ", " + result.counts().operations() + " operations instead of "
                + stored.record()
                        .outcome()
                        .map(outcome -> outcome.counts().operations())
                        .orElse(0L)
                + (version.equals(stale) ? "" : ", " + system + " " + version + " instead of " + stale)
                + ", " + EndScreen.shortest(ended.folder().path());
    }

    private void tell(List<Execution.Ended> ended, int reproduced) {
        if (!json) {
            console.result("reproduced " + reproduced + " of " + ended.size() + ": stored is "
                    + stored.verdict().word()
                    + (stored.kinds().isEmpty() ? "" : " (" + kinds(stored.kinds()) + ")"));
            return;
        }
        for (Execution.Ended one : ended) {
            Map<String, Object> summary = RunSummary.of(
                    one.folder().path(), one.record(), one.result().evidence().faults());
            summary.put("replay", "executed");
            summary.put("same", isReproducedBy(one.result()));
            summary.put("reproduced", reproduced);
            summary.put("tries", ended.size());
            summary.put("differences", stored.differences());
            console.result(Json.line(summary));
        }
    }

    private static String kinds(SequencedSet<FailureKind> kinds) {
        return kinds.stream().map(FailureKind::toString).collect(Collectors.joining("; "));
    }
}
