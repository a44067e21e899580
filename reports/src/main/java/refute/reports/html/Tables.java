package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import refute.harness.check.CheckResult;
import refute.harness.check.Trace;
import refute.harness.fault.InjectedFault;
import refute.harness.run.Sightings;
import refute.reports.OperationText;
import refute.reports.Report;

/** What stands below the timeline, as tables that need no script. */
final class Tables {
    private final Report report;
    private final NodeTable nodes;

    Tables(Report report) {
        this.report = report;
        this.nodes = new NodeTable(report);
    }

    Html nodes() {
        return nodes.table();
    }

    Html checks() {
        return report.results().isEmpty()
                ? element("p", is("class", "dim"), "Nothing has judged this run yet.")
                : Html.table(
                        List.of("checker", "verdict", "why", "took"),
                        report.results().stream()
                                .filter(result -> !result.checker().equals(Sightings.CHECKER))
                                .map(Tables::check)
                                .toList());
    }

    private static Html check(CheckResult result) {
        String figures = result.figures().entrySet().stream()
                // For whoever draws a trace, and nothing to a reader.
                .filter(figure -> !figure.getKey().equals(Trace.ORIGIN))
                .map(figure -> figure.getKey() + " " + OperationText.value(figure.getValue()))
                .collect(Collectors.joining(" · "));
        String word = result.verdict().word();
        return element(
                "tr",
                element("td", is("class", "name"), result.checker()),
                element("td", is("class", "name " + word), word),
                element(
                        "td",
                        result.reason(),
                        figures.isEmpty() ? Html.NONE : element("div", is("class", "dim"), figures)),
                element("td", is("class", "num"), result.nanos() / 1_000_000 + " ms"));
    }

    Html faults() {
        return report.faults().isEmpty()
                ? element("p", is("class", "dim"), "Nothing was injected.")
                : Html.table(
                        List.of("fault", "from", "to", "what", "effect, as measured", "acknowledged again"),
                        report.faults().stream().map(this::fault).toList());
    }

    private Html fault(InjectedFault fault) {
        long end = fault.healedNanos() == Long.MAX_VALUE ? -1 : fault.healedNanos() / 1000;
        Html button = element(
                "button",
                is("type", "button"),
                is("class", "goto"),
                is("data-from", Long.toString(fault.startedNanos() / 1000)),
                is("data-to", Long.toString(end)),
                is("aria-label", "Show " + fault.planned().id() + " in the timeline"),
                fault.planned().id());
        return element(
                "tr",
                element("td", button),
                element("td", is("class", "num"), OperationText.time(fault.startedNanos())),
                element("td", is("class", "num"), end < 0 ? "never healed" : OperationText.time(fault.healedNanos())),
                element("td", fault.description()),
                element(
                        "td",
                        is("class", fault.effect().bit() ? "" : "unknown"),
                        fault.effect().text()),
                element(
                        "td",
                        is("class", "num"),
                        nodes.afterFault(fault.planned().id())
                                .map(after -> after + " after its end")
                                .orElse("")));
    }

    /** The logs' names; their texts are packed, and unpacked when one is opened. */
    Html logs() {
        if (report.logs().isEmpty()) {
            return element("p", is("class", "dim"), "No node has a log.");
        }
        List<Html> logs = new java.util.ArrayList<>();
        for (int n = 0; n < report.logs().size(); n++) {
            Report.Log log = report.logs().get(n);
            logs.add(element(
                    "details",
                    is("class", "log"),
                    is("data-log", Integer.toString(n)),
                    element("summary", log.node() + ": " + log.file() + (log.cut() ? " (its end)" : "")),
                    element("pre", is("tabindex", "0"))));
        }
        return element("div", logs);
    }

    Html facts() {
        return Html.table(
                List.of("fact", "value"),
                report.header().facts().entrySet().stream()
                        .map(fact -> element(
                                "tr",
                                element("th", is("scope", "row"), fact.getKey()),
                                element("td", is("class", "mono"), fact.getValue())))
                        .toList());
    }

    static String seconds(long nanos) {
        return nanos == Long.MAX_VALUE ? "end" : String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }
}
