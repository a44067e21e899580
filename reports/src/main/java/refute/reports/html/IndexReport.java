package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.harness.Problem;
import refute.harness.check.Verdict;
import refute.reports.RunIndex;
import refute.reports.RunLine;
import refute.reports.ScenarioRuns;
import refute.reports.ScenarioRuns.Flakiness;
import refute.reports.WholeFile;

/**
 * Writes an index of runs as one HTML file: what became of each scenario, its runs as a matrix of versions by seeds, and all of them in
 * a list that can be narrowed. Links lead to the reports in the run folders. Safe to call from several threads.
 */
public final class IndexReport {
    /** What a run's links begin with when the index is served, and not a file. */
    public static final String SERVED = "/runs/";

    private final RunIndex index;
    private final List<ScenarioRuns> scenarios;
    private final RunList list;
    private final boolean served;

    private IndexReport(RunIndex index, boolean served) {
        this.index = index;
        this.scenarios = ScenarioRuns.of(index.runs());
        this.list = new RunList(index.runs(), served);
        this.served = served;
    }

    /** Writes the index to the file, which is replaced as a whole; the runs' folders are relative to that of the file. */
    public static void write(RunIndex index, Path file) throws IOException {
        WholeFile.write(file, page(index));
    }

    /** The index as the page of a file. */
    public static String page(RunIndex index) {
        return new IndexReport(index, false).fill();
    }

    /** The index as a page that is served: it asks for {@code /events} to learn that it has changed, and compares two runs. */
    public static String served(RunIndex index) {
        return new IndexReport(index, true).fill();
    }

    private String fill() {
        Map<String, String> parts = new HashMap<>();
        parts.put("title", Html.escaped(index.title()));
        parts.put("policy", served ? "connect-src 'self'; form-action 'self'" : "form-action 'none'");
        parts.put("style", Resources.own("page.css") + Resources.own("index.css"));
        parts.put("live", served ? liveLine().toString() : "");
        parts.put("summary", summary().toString());
        parts.put("problems", problems().toString());
        parts.put("scenarios", overview().toString());
        parts.put("matrices", Html.several(matrices()).toString());
        parts.put("runs", list.form().toString());
        parts.put("script", Resources.own("index.js"));
        return Template.fill(Resources.own("index.html"), parts);
    }

    private static Html liveLine() {
        return element("p", is("id", "live"), is("class", "dim"), is("role", "status"), "Changes show as they happen.");
    }

    private Html summary() {
        Flakiness flakiness =
                scenarios.stream().map(ScenarioRuns::flakiness).reduce(new Flakiness(0, 0), Flakiness::plus);
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.INVALID, Verdict.UNKNOWN, Verdict.VALID)) {
            long count = scenarios.stream().mapToLong(one -> one.count(verdict)).sum();
            if (count > 0) {
                counts.add(count + " " + verdict.word());
            }
        }
        long open = scenarios.stream().mapToLong(ScenarioRuns::open).sum();
        if (open > 0) {
            counts.add(open + " not ended");
        }
        String text = index.runs().size() + (index.runs().size() == 1 ? " run" : " runs") + " of " + scenarios.size()
                + (scenarios.size() == 1 ? " scenario" : " scenarios");
        return element(
                "p",
                is("class", "reason"),
                text
                        + (counts.isEmpty() ? "" : ": " + String.join(", ", counts))
                        + (flakiness.repeated() == 0 ? "." : ". Flaky: " + flakiness + "."));
    }

    /** Nothing is left out in silence: what could not be read stands at the top. */
    private Html problems() {
        return index.problems().isEmpty()
                ? Html.NONE
                : element(
                        "section",
                        is("class", "banner"),
                        is("aria-labelledby", "problems-h"),
                        element("h2", is("id", "problems-h"), index.problems().size() + " could not be read"),
                        element(
                                "ul",
                                index.problems().stream()
                                        .map(Problem::toString)
                                        .map(text -> element("li", text))
                                        .toList()));
    }

    private Html overview() {
        if (scenarios.isEmpty()) {
            return element("p", is("class", "dim"), "There is no run yet.");
        }
        List<Html> rows = new ArrayList<>();
        for (int n = 0; n < scenarios.size(); n++) {
            rows.add(row(scenarios.get(n), n));
        }
        return Html.table(
                List.of(
                        "scenario",
                        "world",
                        "invalid",
                        "unknown",
                        "valid",
                        "not ended",
                        "flaky",
                        "trend, newest right"),
                rows);
    }

    private Html row(ScenarioRuns runs, int number) {
        return element(
                "tr",
                element("th", is("scope", "row"), element("a", is("href", "#scenario-" + number), runs.name())),
                element("td", runs.world()),
                count(runs.count(Verdict.INVALID), Verdict.INVALID.word()),
                count(runs.count(Verdict.UNKNOWN), Verdict.UNKNOWN.word()),
                count(runs.count(Verdict.VALID), Verdict.VALID.word()),
                count(runs.open(), "dim"),
                element("td", runs.flakiness().toString()),
                element("td", VerdictTrend.picture(runs), " ", element("span", is("class", "dim"), runs.trend())));
    }

    private static Html count(long count, String style) {
        return element("td", is("class", count == 0 ? "num dim" : "num " + style), Long.toString(count));
    }

    private List<Html> matrices() {
        List<Html> sections = new ArrayList<>();
        for (int n = 0; n < scenarios.size(); n++) {
            sections.add(new RunMatrix(scenarios.get(n), this::href).section(n));
        }
        return sections;
    }

    private String href(RunLine run) {
        return list.href(run);
    }
}
