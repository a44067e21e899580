package refute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.InjectedFault;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.harness.run.RunResult;
import refute.harness.run.ScenarioRecord;
import refute.harness.run.Simulated;

/** The end of a run on one screen: verdict, why, what was injected and how it bit, counts, and where to go on. */
final class EndScreen {
    private static final int FAULTS_SHOWN = 8;
    private static final int TEXT_MAX = 100;
    private static final int EFFECT_MIN = 30;

    private final Console console;
    private final RunFolder folder;

    EndScreen(Console console, RunFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    void show(RunRecord record, RunResult result) {
        ScenarioRecord scenario = record.scenario();
        Verdict verdict = result.verdict();
        console.result("");
        console.result(coloured(verdict) + "  " + scenario.subject().system() + " " + result.version() + ", "
                + scenario.load().workload() + ", " + scenario.subject().nodes() + " nodes, "
                + scenario.subject().world() + ", seed " + scenario.seed());
        console.result("");
        why(result.checks(), verdict);
        faults(result.evidence().faults());
        numbers(record, result.checks());
        Simulated.of(result.checks())
                .ifPresent(simulated -> line(
                        "simulated",
                        String.format(
                                Locale.ROOT,
                                "%.1f s, %,d events, hash %s",
                                simulated.nanos() / 1e9,
                                simulated.events(),
                                simulated.hash())));
        result.course().notes().forEach(note -> line("note", cut(note, TEXT_MAX)));
        if (Files.exists(folder.reportFile())) {
            line("report", shortest(folder.reportFile()).toString());
        }
        line("again", Rerun.command(scenario, shortest(folder.path())));
    }

    private void why(List<CheckResult> checks, Verdict verdict) {
        List<CheckResult> telling =
                checks.stream().filter(check -> check.verdict() == verdict).toList();
        if (verdict == Verdict.VALID) {
            line(
                    "why",
                    checks.size() + " checkers found nothing wrong: "
                            + telling.stream().map(CheckResult::checker).collect(Collectors.joining(", ")));
            return;
        }
        for (CheckResult check : telling) {
            console.result("  " + console.bold(check.checker()) + ": " + check.reason());
            RunSummary.stillHolds(check).ifPresent(text -> console.result("    what still holds: " + text));
            check.witnesses().stream().limit(1).forEach(witness -> {
                if (!witness.sentence().equals(check.reason())) {
                    console.result("    " + witness.sentence());
                }
            });
        }
    }

    private void faults(List<InjectedFault> faults) {
        for (int i = 0; i < Math.min(faults.size(), FAULTS_SHOWN); i++) {
            InjectedFault fault = faults.get(i);
            String end = fault.healedNanos() == Long.MAX_VALUE ? "end" : seconds(fault.healedNanos());
            line(
                    i == 0 ? "injected" : "",
                    String.format(
                            Locale.ROOT,
                            "%5s–%-5s s  %s  %s",
                            seconds(fault.startedNanos()),
                            end,
                            cut(fault.description(), TEXT_MAX),
                            console.dim(effect(fault))));
        }
        if (faults.size() > FAULTS_SHOWN) {
            line("", "and " + (faults.size() - FAULTS_SHOWN) + " more");
        }
        if (faults.isEmpty()) {
            line("injected", "nothing");
        }
    }

    /** In what is left of the line; the report has it whole. */
    private static String effect(InjectedFault fault) {
        String text = fault.effect().bit()
                ? fault.effect().text()
                : "no effect: " + fault.effect().text();
        return cut(text, Math.max(EFFECT_MIN, TEXT_MAX - fault.description().length()));
    }

    private void numbers(RunRecord record, List<CheckResult> checks) {
        record.outcome().ifPresent(outcome -> {
            RunRecord.Counts counts = outcome.counts();
            line(
                    "operations",
                    String.format(
                            Locale.ROOT,
                            "%,d: %,d ok, %,d fail, %,d info",
                            counts.operations(),
                            counts.ok(),
                            counts.fail(),
                            counts.info()));
        });
        checks.stream()
                .filter(check -> check.checker().equals("latencies"))
                .forEach(check -> line("latency", cut(check.reason(), TEXT_MAX)));
    }

    private void line(String name, String text) {
        console.result("  " + console.dim(String.format(Locale.ROOT, "%-11s", name)) + text);
    }

    private String coloured(Verdict verdict) {
        String word = verdict.word().toUpperCase(Locale.ROOT);
        return switch (verdict) {
            case VALID -> console.colour("32;1", word);
            case INVALID -> console.colour("31;1", word);
            case UNKNOWN -> console.colour("33;1", word);
        };
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }

    /** As it is typed from here. */
    static Path shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
