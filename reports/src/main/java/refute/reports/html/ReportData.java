package refute.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.harness.check.CheckResult;
import refute.harness.check.Witness;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A report's facts as JSON that may stand inside a script element. */
final class ReportData {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int ELEMENTS_MAX = 100;

    private ReportData() {}

    static String of(Report report) {
        OperationColumns operations = OperationColumns.of(report.history());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("header", header(report.header()));
        data.put("faults", report.faults().stream().map(ReportData::fault).toList());
        data.put("results", report.results().stream().map(ReportData::result).toList());
        data.put("logs", report.logs().stream().map(ReportData::log).toList());
        data.put("count", operations.count());
        data.put("columns", operations.packed());
        data.put("functions", operations.functions());
        data.put("texts", operations.texts());
        return escaped(MAPPER.writeValueAsString(data));
    }

    /** Nothing that ends the script element, opens a comment in it, or breaks a line in old parsers. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static Map<String, Object> header(Report.Header header) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", header.title());
        map.put("verdict", header.verdict().word());
        map.put("reason", header.reason());
        map.put("rerun", header.rerun());
        map.put("workers", header.workers());
        map.put("nodes", header.nodes());
        map.put("incomplete", header.incomplete());
        map.put("facts", header.facts());
        return map;
    }

    private static Map<String, Object> fault(InjectedFault fault) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", fault.planned().id());
        map.put("nemesis", fault.planned().nemesis());
        map.put("description", fault.description());
        map.put("targets", fault.targets().stream().map(Object::toString).toList());
        map.put("start", fault.startedNanos() / 1000);
        map.put("end", fault.healedNanos() == Long.MAX_VALUE ? -1 : fault.healedNanos() / 1000);
        map.put("bit", fault.effect().bit());
        map.put("effect", fault.effect().text());
        return map;
    }

    private static Map<String, Object> log(Report.Log log) {
        return Map.of("node", log.node(), "file", log.file(), "text", log.text(), "cut", log.cut());
    }

    private static Map<String, Object> result(CheckResult result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        result.figures().forEach((name, value) -> figures.put(name, shown(value)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("checker", result.checker());
        map.put("verdict", result.verdict().word());
        map.put("reason", result.reason());
        map.put("millis", result.nanos() / 1_000_000);
        map.put("figures", figures);
        map.put(
                "witnesses",
                result.witnesses().stream().map(ReportData::witness).toList());
        return map;
    }

    private static Map<String, Object> witness(Witness witness) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sentence", witness.sentence());
        map.put("operations", indexes(witness.operations()));
        switch (witness) {
            case Witness.Unlinearizable w -> {
                map.put("kind", "unlinearizable");
                map.put("name", "not linearizable as " + w.model());
                map.put("key", shown(w.key()));
                map.put("stuck", w.stuck().index());
                map.put("minimal", w.minimal());
                map.put("attempts", attempts(w.attempts()));
            }
            case Witness.Elements w -> {
                map.put("kind", "elements");
                map.put("name", w.anomaly());
                map.put(
                        "elements",
                        w.elements().stream()
                                .limit(ELEMENTS_MAX)
                                .map(ReportData::shown)
                                .toList());
                map.put("elementCount", w.elements().size());
            }
            case Witness.Contradiction w -> {
                map.put("kind", "contradiction");
                map.put("name", w.anomaly());
            }
            case Witness.Cycle w -> {
                map.put("kind", "cycle");
                map.put("name", w.anomaly());
                map.put("edges", w.edges());
            }
            case Witness.NodeFailure w -> {
                map.put("kind", "node");
                map.put("name", w.node().toString());
                map.put("lines", w.lines().stream().map(OperationColumns::cut).toList());
            }
        }
        return map;
    }

    private static List<Object> attempts(List<Witness.Attempt> attempts) {
        List<Object> list = new ArrayList<>();
        for (Witness.Attempt attempt : attempts) {
            list.add(Map.of("order", attempt.order(), "states", attempt.states(), "obstacle", attempt.obstacle()));
        }
        return list;
    }

    private static List<Integer> indexes(List<Operation> operations) {
        return operations.stream().map(Operation::index).toList();
    }

    private static String shown(Value value) {
        return OperationColumns.cut(value.toString());
    }
}
