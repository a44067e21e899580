package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Checkers;
import refute.harness.check.Evidence;
import refute.harness.check.NodeReport;
import refute.harness.check.StandardCheckers;
import refute.harness.check.Trace;
import refute.harness.check.Verdict;
import refute.harness.history.Reading;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.harness.run.ScenarioRecord;
import refute.harness.workload.WorkloadPlan;

/** Judges a stored run again, with the checkers of its workload. A run that was cut short gets its verdict written down. */
final class RunCheck {
    private final Console console;
    private final Budget budget;
    private final boolean json;

    RunCheck(Console console, Budget budget, boolean json) {
        this.console = console;
        this.budget = budget;
        this.json = json;
    }

    int check(Path path) {
        RunFolder folder = RunFolder.open(path);
        RunRecord record = folder.record();
        Reading reading = folder.history();
        reading.notes().forEach(note -> console.note(path + ": " + note));
        List<NodeReport> nodes = record.outcome().map(RunRecord.Outcome::nodes).orElse(List.of());
        Evidence evidence = new Evidence(reading.history(), folder.faults(), nodes, trace(folder, record));
        List<CheckResult> results = Checkers.judge(
                checkers(record.scenario(), folder.schedule().faults().size()), evidence, budget, result -> {});
        Verdict verdict = Verdict.all(results.stream().map(CheckResult::verdict).toList());
        RunRecord judged = record.with(Outcomes.of(verdict, evidence, results));
        if (record.outcome().isEmpty()) {
            keep(folder, judged, evidence);
        }
        if (json) {
            console.result(Json.line(RunSummary.of(folder.path(), judged, evidence.faults())));
        } else {
            show(path, verdict, results);
        }
        return verdict.exitCode();
    }

    private void keep(RunFolder folder, RunRecord judged, Evidence evidence) {
        try {
            folder.write(judged);
            RunReport.write(folder, judged, evidence.history());
            console.note(folder.path() + ": the run had been cut short; its verdict and report are written now");
        } catch (IOException e) {
            console.note(folder.path() + ": the verdict could not be written down: " + e);
        }
    }

    /** What nodes recorded of themselves, if they did; the harness that made the run may have been killed before it was put together. */
    private static Optional<Trace> trace(RunFolder folder, RunRecord record) {
        if (!Files.exists(folder.traceFile())) {
            return Optional.empty();
        }
        ScenarioRecord.SubjectRecord subject = record.scenario().subject();
        OptionalLong origin = Trace.originIn(RunReport.results(record));
        return Registry.system(subject.system(), Optional.of(subject.world()))
                .traceSpec()
                .map(spec -> Trace.of(spec, folder.traceFile()))
                .map(trace -> origin.isPresent() ? trace.withOrigin(origin.getAsLong()) : trace);
    }

    private static List<Checker> checkers(ScenarioRecord scenario, int planned) {
        ScenarioRecord.LoadRecord load = scenario.load();
        WorkloadPlan plan = new WorkloadPlan(
                new Seed(scenario.seed()),
                load.workers(),
                load.keys(),
                scenario.subject().nodes(),
                load.reads());
        List<Checker> checkers =
                new ArrayList<>(Registry.workload(load.workload()).checkers(plan));
        checkers.addAll(scenario.subject().options().trace() ? Registry.traceCheckers() : List.of());
        checkers.addAll(StandardCheckers.all(scenario.limits().acknowledgedMin(), planned));
        return checkers;
    }

    private void show(Path path, Verdict verdict, List<CheckResult> results) {
        console.result(path + ": " + verdict.word());
        for (CheckResult result : results) {
            console.result(String.format("  %-8s %s: %s", result.verdict().word(), result.checker(), result.reason()));
            RunSummary.stillHolds(result).ifPresent(text -> console.result("           what still holds: " + text));
        }
    }
}
