package refute.reports.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import refute.harness.check.CheckResult;
import refute.harness.check.Witness;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Operation;
import refute.harness.run.Script;
import refute.harness.system.NodeId;
import refute.reports.Lead;
import refute.reports.OperationText;
import refute.reports.Report;
import refute.reports.Visible;
import refute.reports.WholeFile;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a report as JSON, for programs and for people who do not look at pictures.
 *
 * <p>It has what the HTML report has except the operations that no witness names; those are in the run's history. Times are
 * seconds since the run began. {@code witnesses} are all of them, the most telling first, each with its operations, the orders
 * that were tried and the faults in force. Safe to call from several threads.
 */
public final class JsonReport {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int LISTED_MAX = 1_000;

    private JsonReport() {}

    /** Writes the report to the file, which is replaced as a whole. */
    public static void write(Report report, Path file) throws IOException {
        WholeFile.write(file, text(report) + "\n");
    }

    /** The report as JSON. */
    public static String text(Report report) {
        Report.Header header = report.header();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", Visible.text(header.title()));
        map.put("verdict", header.verdict().word());
        map.put("reason", Visible.text(header.reason()));
        map.put("incomplete", header.incomplete());
        map.put("rerun", Visible.text(header.rerun()));
        Map<String, String> facts = new LinkedHashMap<>();
        header.facts().forEach((name, fact) -> facts.put(Visible.text(name), Visible.text(fact)));
        map.put("facts", facts);
        map.put("checkers", report.results().stream().map(JsonReport::checker).toList());
        map.put(
                "witnesses",
                Lead.all(report.results()).stream()
                        .map(lead -> witness(report, lead))
                        .toList());
        map.put("faults", report.faults().stream().map(JsonReport::fault).toList());
        report.smaller().ifPresent(smaller -> map.put("minimalSchedule", minimal(smaller)));
        map.put(
                "logs",
                report.logs().stream().map(log -> Visible.text(log.file())).toList());
        return MAPPER.writeValueAsString(map);
    }

    /** What was left besides the faults, as lists that say when and what. */
    private static Map<String, Object> minimal(Report.Smaller smaller) {
        Script script = smaller.script();
        Map<String, Object> map = new LinkedHashMap<>();
        smaller.how().ifPresent(how -> {
            map.put("of", Visible.text(how.of()));
            map.put("complete", how.complete());
            map.put("percentGone", how.percentGone());
        });
        map.put(
                "operations",
                script.calls().stream()
                        .limit(LISTED_MAX)
                        .map(call -> Map.of(
                                "at", call.atNanos() / 1e9,
                                "worker", call.worker(),
                                "operation", OperationText.label(call.call())))
                        .toList());
        map.put("operationCount", script.calls().size());
        map.put(
                "accidents",
                script.accidents().stream()
                        .limit(LISTED_MAX)
                        .map(accident -> Map.of(
                                "at", accident.atNanos() / 1e9,
                                "what", accident.what().word(),
                                "node", accident.at().toString(),
                                "to", accident.to().toString()))
                        .toList());
        map.put("accidentCount", script.accidents().size());
        return map;
    }

    private static Map<String, Object> checker(CheckResult result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        result.figures().forEach((name, value) -> figures.put(Visible.text(name), OperationText.value(value)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", Visible.text(result.checker()));
        map.put("verdict", result.verdict().word());
        map.put("reason", Visible.text(result.reason()));
        map.put("figures", figures);
        map.put("seconds", result.nanos() / 1e9);
        return map;
    }

    private static Map<String, Object> witness(Report report, Lead lead) {
        Witness witness = lead.witness();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("checker", lead.checker());
        map.put("sentence", Visible.text(witness.sentence()));
        map.put(
                "faultsInForce",
                lead.during(report).stream().map(one -> one.planned().id()).toList());
        map.put(
                "operations",
                witness.operations().stream()
                        .limit(LISTED_MAX)
                        .map(JsonReport::operation)
                        .toList());
        switch (witness) {
            case Witness.Unlinearizable w -> {
                map.put("kind", "unlinearizable");
                map.put("model", w.model());
                map.put("key", OperationText.key(w.key()));
                map.put("stuck", w.stuck().index());
                map.put("minimal", w.minimal());
                map.put("core", w.core().stream().map(Operation::index).toList());
                map.put(
                        "attempts",
                        w.attempts().stream().map(JsonReport::attempt).toList());
            }
            case Witness.Elements w -> {
                map.put("kind", "elements");
                map.put("anomaly", w.anomaly());
                map.put("elementCount", w.elements().size());
                map.put(
                        "elements",
                        w.elements().stream()
                                .limit(LISTED_MAX)
                                .map(OperationText::value)
                                .toList());
            }
            case Witness.Contradiction w -> {
                map.put("kind", "contradiction");
                map.put("anomaly", w.anomaly());
            }
            case Witness.Cycle w -> {
                map.put("kind", "cycle");
                map.put("anomaly", w.anomaly());
                map.put("edges", w.edges().stream().map(Visible::text).toList());
            }
            case Witness.NodeFailure w -> {
                map.put("kind", "node-failure");
                map.put("node", w.node().toString());
                map.put("lines", w.lines().stream().map(OperationText::cut).toList());
            }
            case Witness.Unexplained w -> {
                map.put("kind", "unexplained");
                map.put("spec", w.spec());
                map.put("node", w.node().toString());
                map.put("event", Visible.text(w.event()));
                map.put("nanos", w.nanos());
                map.put("refusal", w.refusal().stream().map(Visible::text).toList());
                map.put("before", w.before().stream().map(Visible::text).toList());
            }
        }
        return map;
    }

    private static Map<String, Object> attempt(Witness.Attempt attempt) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("order", attempt.order());
        map.put("states", attempt.states().stream().map(Visible::text).toList());
        map.put("obstacle", Visible.text(attempt.obstacle()));
        return map;
    }

    private static Map<String, Object> operation(Operation operation) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("index", operation.index());
        map.put("process", operation.process().number());
        map.put("operation", OperationText.label(operation));
        map.put("outcome", operation.outcome().word());
        map.put("invoked", operation.invokedNanos() / 1e9);
        map.put(
                "returned",
                operation.completion() == null ? null : operation.completion().timeNanos() / 1e9);
        return untyped(map);
    }

    private static Map<String, Object> fault(InjectedFault fault) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", fault.planned().id());
        map.put("nemesis", fault.planned().nemesis());
        map.put("targets", fault.targets().stream().map(NodeId::toString).toList());
        map.put("description", Visible.text(fault.description()));
        map.put("start", fault.startedNanos() / 1e9);
        map.put("end", fault.healedNanos() == Long.MAX_VALUE ? null : fault.healedNanos() / 1e9);
        map.put("bit", fault.effect().bit());
        map.put("effect", Visible.text(fault.effect().text()));
        map.put("figures", fault.effect().figures());
        return untyped(map);
    }

    /** JSON has null, which our types do not. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> untyped(Map<String, @Nullable Object> map) {
        return (Map<String, Object>) (Map<?, ?>) map;
    }
}
