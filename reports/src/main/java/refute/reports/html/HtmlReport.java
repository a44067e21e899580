package refute.reports.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.reports.Report;
import refute.reports.WholeFile;

/** Writes a report as one HTML file that needs no network. Safe to call from several threads. */
public final class HtmlReport {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS = List.of(
            "data.js",
            "view.js",
            "dom.js",
            "witness.js",
            "lane-layout.js",
            "canvas.js",
            "lanes.js",
            "charts.js",
            "nodes.js",
            "trace.js",
            "faults.js",
            "search.js",
            "page.js");

    private HtmlReport() {}

    /** Writes the report to the file, which is replaced as a whole. */
    public static void write(Report report, Path file) throws IOException {
        WholeFile.write(file, page(report));
    }

    /** The report as a page. */
    public static String page(Report report) {
        StringBuilder script = new StringBuilder(Resources.of(UPLOT + "uPlot.iife.min.js"));
        SCRIPTS.forEach(name -> script.append('\n').append(Resources.own(name)));
        FirstScreen first = new FirstScreen(report);
        Tables tables = new Tables(report);
        Map<String, String> parts = new HashMap<>();
        parts.put(
                "title",
                Html.escaped(report.header().verdict().word() + ": "
                        + report.header().title()));
        parts.put("style", Resources.of(UPLOT + "uPlot.min.css") + Resources.own("page.css"));
        parts.put("verdict", first.verdict().toString());
        parts.put("lead", Html.several(first.lead()).toString());
        parts.put("witnesses", first.otherWitnesses().toString());
        parts.put("checks", tables.checks().toString());
        parts.put("faults", tables.faults().toString());
        parts.put("nodes", tables.nodes().toString());
        parts.put("logs", tables.logs().toString());
        parts.put("facts", tables.facts().toString());
        parts.put("traced", Html.several(TraceTable.legend(report)).toString());
        parts.put("trace", Html.several(TraceTable.section(report)).toString());
        parts.put("data", ReportData.of(report));
        parts.put("script", script.toString());
        return Template.fill(Resources.own("page.html"), parts);
    }
}
