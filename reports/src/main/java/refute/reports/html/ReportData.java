package refute.reports.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import refute.harness.check.Witness;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Operation;
import refute.harness.run.Sightings;
import refute.reports.Lead;
import refute.reports.OperationText;
import refute.reports.Report;
import refute.reports.Visible;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page's script draws, as JSON that may stand inside a script element. The witnesses' operations are told in full, so
 * that their picture is there before the columns are unpacked.
 */
final class ReportData {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int DRAWN_MAX = 40;
    private static final int SURROUNDED_MAX = 20;

    private ReportData() {}

    static String of(Report report) {
        OperationColumns operations =
                OperationColumns.of(report.history(), report.header().workers());
        List<Lead> leads = Lead.all(report.results());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("workers", report.header().workers());
        data.put("nodes", report.header().nodes());
        data.put(
                "sightings",
                Sightings.of(report.results()).stream()
                        .map(one -> List.of(
                                one.timeNanos() / 1000,
                                one.node().number(),
                                Visible.text(one.state()),
                                one.leads(),
                                one.term()))
                        .toList());
        data.put("trace", EventColumns.of(report));
        data.put("faults", report.faults().stream().map(ReportData::fault).toList());
        data.put(
                "witnesses",
                Stream.iterate(0, n -> n < leads.size(), n -> n + 1)
                        .map(n -> witness(report, leads.get(n), n < SURROUNDED_MAX))
                        .toList());
        data.put(
                "logs",
                report.logs().stream()
                        .map(log -> Packer.packed(Visible.text(log.text())))
                        .toList());
        data.put("count", operations.count());
        data.put("columns", operations.packed());
        data.put("functions", operations.functions());
        data.put("texts", Packer.packed(MAPPER.writeValueAsString(operations.texts())));
        return escaped(MAPPER.writeValueAsString(data));
    }

    /** Nothing that ends the script element or opens a comment in it. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static Map<String, Object> fault(InjectedFault fault) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", fault.planned().id());
        map.put("description", Visible.text(fault.description()));
        map.put("start", fault.startedNanos() / 1000);
        map.put("end", fault.healedNanos() == Long.MAX_VALUE ? -1 : fault.healedNanos() / 1000);
        map.put("bit", fault.effect().bit());
        map.put("effect", Visible.text(fault.effect().text()));
        return map;
    }

    private static Map<String, Object> witness(Report report, Lead lead, boolean surrounded) {
        Witness witness = lead.witness();
        List<Operation> own = witness.operations();
        List<Operation> around = surrounded ? around(report, lead) : List.of();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stuck", stuck(witness));
        map.put(
                "moment",
                own.isEmpty() && lead.moment(report).isPresent()
                        ? lead.moment(report).getAsLong() / 1000
                        : -1);
        map.put("more", Math.max(0, own.size() - DRAWN_MAX));
        map.put(
                "operations",
                own.stream().limit(DRAWN_MAX).map(one -> operation(one, false)).toList());
        map.put("around", around.stream().map(one -> operation(one, true)).toList());
        return map;
    }

    /** What helps to follow a witness, or what clients were at when it was found. */
    static List<Operation> around(Report report, Lead lead) {
        OptionalLong moment = lead.moment(report);
        return lead.witness().operations().isEmpty() && moment.isPresent()
                ? WitnessSurroundings.at(report.history(), moment.getAsLong())
                : WitnessSurroundings.of(report.history(), lead.witness());
    }

    /** The operation that cannot be, as the others are; none in a cycle or among lost elements. */
    private static int stuck(Witness witness) {
        return switch (witness) {
            case Witness.Unlinearizable w -> w.stuck().index();
            case Witness.Contradiction w ->
                w.operations().isEmpty() ? -1 : w.operations().getLast().index();
            case Witness.Elements w -> -1;
            case Witness.Cycle w -> -1;
            case Witness.NodeFailure w -> -1;
            case Witness.Unexplained w -> -1;
        };
    }

    private static Map<String, Object> operation(Operation operation, boolean around) {
        Map<String, Object> map = new LinkedHashMap<>();
        long returned = operation.returnedNanos();
        map.put("index", operation.index());
        map.put("process", operation.process().number());
        map.put("start", operation.invokedNanos() / 1000);
        map.put("end", returned == Long.MAX_VALUE ? -1 : returned / 1000);
        map.put("label", OperationText.label(operation));
        map.put("outcome", operation.outcome().word());
        map.put("around", around);
        return map;
    }
}
