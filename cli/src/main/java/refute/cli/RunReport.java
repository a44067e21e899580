package refute.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import refute.harness.Durations;
import refute.harness.check.CheckResult;
import refute.harness.check.Trace;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.harness.run.ScenarioRecord;
import refute.harness.run.Script;
import refute.harness.system.NodeId;
import refute.reports.Lead;
import refute.reports.RecordedEvents;
import refute.reports.Report;
import refute.reports.html.HtmlReport;
import refute.reports.json.JsonReport;
import refute.reports.junit.JUnitXml;

/** Makes the reports of what a run folder holds: for people, for programs and for CI servers. */
final class RunReport {
    private static final int LOG_BYTES_MAX = 64 * 1024;
    private static final int LOGS_MAX = 40;
    /** A longer one takes more time to read than the rest of the report takes to write. */
    private static final long TRACE_BYTES_MAX = 512L << 20;

    private static final int ACCIDENTS_SHOWN = 10;

    private RunReport() {}

    /** What there is to tell of a run. */
    static Report of(RunFolder folder, RunRecord record, History history) throws IOException {
        List<CheckResult> results = results(record);
        return new Report(
                header(folder, record),
                history,
                folder.faults(),
                results,
                inside(folder, record.scenario().subject().nodes(), results),
                folder.script().map(script -> new Report.Smaller(script, folder.shrunk())));
    }

    static void write(RunFolder folder, RunRecord record, History history) throws IOException {
        Report report = of(folder, record, history);
        HtmlReport.write(report, folder.reportFile());
        JsonReport.write(report, folder.reportFile().resolveSibling("report.json"));
        JUnitXml.write(report, folder.junitFile());
    }

    private static Report.Header header(RunFolder folder, RunRecord record) {
        ScenarioRecord scenario = record.scenario();
        String system = scenario.subject().system();
        String title = system + " " + record.origin().versions().getOrDefault(system, "") + ", "
                + scenario.load().workload() + ", " + scenario.subject().nodes() + " nodes";
        return new Report.Header(
                title,
                verdict(record),
                reason(verdict(record), results(record)),
                Rerun.command(scenario, EndScreen.shortest(folder.path())),
                scenario.load().workers(),
                scenario.subject().nodes(),
                record.outcome().isEmpty(),
                facts(folder, record));
    }

    /** Of all checkers together; unknown as long as none has looked. */
    static Verdict verdict(RunRecord record) {
        return record.outcome().map(RunRecord.Outcome::verdict).orElse(Verdict.UNKNOWN);
    }

    /** Of each checker; none as long as none has looked. */
    static List<CheckResult> results(RunRecord record) {
        return record.outcome().map(RunRecord.Outcome::results).orElse(List.of());
    }

    /** The sentence to read first. */
    static String reason(Verdict verdict, List<CheckResult> results) {
        List<String> telling = results.stream()
                .filter(result -> result.verdict() == verdict)
                .map(result -> result.checker() + ": " + result.reason())
                .toList();
        return switch (verdict) {
            case VALID -> telling.size() + " checkers found nothing wrong.";
            case INVALID -> Lead.sentence(results).orElseGet(telling::getFirst);
            case UNKNOWN -> telling.isEmpty() ? "Nothing has judged this run yet." : telling.getFirst();
        };
    }

    private static SequencedMap<String, String> facts(RunFolder folder, RunRecord record) {
        ScenarioRecord scenario = record.scenario();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        folder.script().ifPresent(script -> facts.put("made smaller", smaller(script)));
        facts.put("name", scenario.name());
        facts.put("seed", Long.toString(scenario.seed()));
        facts.put("world", scenario.subject().world());
        facts.put("nemeses", String.join(", ", scenario.nemeses()));
        facts.put("time limit", Durations.print(scenario.load().timeLimit()));
        facts.put("rate", scenario.load().ratePerSecond() + " operations a second");
        facts.put("clients", Integer.toString(scenario.load().workers()));
        facts.put("keys in use at once", Integer.toString(scenario.load().keys()));
        facts.put("reads", scenario.load().reads().word());
        scenario.subject().options().flags().forEach((name, value) -> facts.put("setting " + name, value));
        facts.put("started", record.started().toString());
        record.outcome().ifPresent(outcome -> facts.put("ended", outcome.ended().toString()));
        record.origin().versions().forEach((name, version) -> facts.put("version of " + name, version));
        facts.put("revision of refute", record.origin().codeRevision());
        RunRecord.Machine machine = record.origin().machine();
        facts.put(
                "machine",
                machine.system() + ", " + machine.architecture() + ", " + machine.processors() + " processors");
        return facts;
    }

    /** What was left of a run; its faults are those that were injected. */
    private static String smaller(Script script) {
        String accidents = script.accidents().stream()
                .limit(ACCIDENTS_SHOWN)
                .map(one -> String.format(
                        Locale.ROOT, "%s on %s at %.3f s", one.what().word(), one.at(), one.atNanos() / 1e9))
                .collect(Collectors.joining(", "));
        return script.calls().size() + " operations in the main phase, and "
                + (script.accidents().isEmpty()
                        ? "no accidents"
                        : script.accidents().size() + " accidents: " + accidents
                                + (script.accidents().size() > ACCIDENTS_SHOWN ? ", …" : ""));
    }

    /** The end of each log below {@code nodes/}; no link is followed out of the folder. */
    private static List<Report.Log> logs(RunFolder folder, int nodes) throws IOException {
        List<Report.Log> logs = new ArrayList<>();
        for (NodeId node : NodeId.first(nodes)) {
            Path its = folder.nodeFolder(node);
            if (!Files.isDirectory(its)) {
                continue;
            }
            try (Stream<Path> files = Files.list(its)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(one -> !Files.isSymbolicLink(one))
                        .filter(one -> one.getFileName().toString().endsWith(".txt"))
                        .sorted()
                        .limit(LOGS_MAX)
                        .toList()) {
                    logs.add(log(folder.path(), node, file));
                }
            }
        }
        return logs;
    }

    /** The ends of the nodes' logs, and what nodes recorded of their steps, or why that is not told. */
    private static Report.Inside inside(RunFolder folder, int nodes, List<CheckResult> results) throws IOException {
        List<Report.Log> logs = logs(folder, nodes);
        Path file = folder.traceFile();
        if (!Files.isRegularFile(file)) {
            return new Report.Inside(logs, Optional.empty());
        }
        OptionalLong origin = Trace.originIn(results);
        if (Files.size(file) > TRACE_BYTES_MAX) {
            return without(
                    logs,
                    String.format(
                            Locale.ROOT,
                            "trace.ndjson has %,d MB; a report reads %,d MB at most, so its events are not told or drawn here. The checkers"
                                    + " read all of it.",
                            Files.size(file) >> 20,
                            TRACE_BYTES_MAX >> 20));
        }
        if (origin.isEmpty()) {
            return without(
                    logs,
                    "There is a trace.ndjson, but it is not known when the run began by the clock of its nodes, so its"
                            + " events are not told or drawn here.");
        }
        return new Report.Inside(
                logs,
                Optional.of(RecordedEvents.of(Trace.of("", file).withOrigin(origin.getAsLong()), Lead.all(results))));
    }

    private static Report.Inside without(List<Report.Log> logs, String why) {
        return new Report.Inside(logs, Optional.empty(), Optional.of(why));
    }

    private static Report.Log log(Path folder, NodeId node, Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - LOG_BYTES_MAX);
            byte[] end = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(end);
            return new Report.Log(
                    node.toString(),
                    folder.relativize(file).toString(),
                    new String(end, StandardCharsets.UTF_8),
                    from > 0);
        }
    }
}
