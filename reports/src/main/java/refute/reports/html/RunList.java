package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import refute.reports.RunLine;
import refute.reports.Visible;

/** All runs, the newest first, with a report behind each; where they are served, two can be chosen to be compared. */
final class RunList {
    private static final int LISTED_MAX = 2_000;
    private static final int REASON_MAX = 200;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<RunLine> runs;
    private final boolean served;

    RunList(List<RunLine> runs, boolean served) {
        this.runs = runs;
        this.served = served;
    }

    Html form() {
        Html table = Html.table(
                headings(), runs.stream().limit(LISTED_MAX).map(this::row).toList());
        Html more = runs.size() > LISTED_MAX
                ? element("p", is("class", "help"), (runs.size() - LISTED_MAX) + " older runs are not listed.")
                : Html.NONE;
        return served
                ? element(
                        "form",
                        is("id", "compare"),
                        is("action", "/compare"),
                        is("method", "get"),
                        element(
                                "p",
                                element("button", is("type", "submit"), "Compare"),
                                " ",
                                element("output", is("id", "chosen"), is("class", "dim"), "Choose two runs.")),
                        table,
                        more)
                : Html.several(List.of(table, more));
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>(
                List.of("verdict", "run", "world", "version", "seed", "started, UTC", "operations", "why"));
        if (served) {
            headings.addFirst("compare");
        }
        return headings;
    }

    private Html row(RunLine run) {
        String word = run.hasEnded() ? run.verdict().word() : "not ended";
        return element(
                "tr",
                is("data-verdict", run.hasEnded() ? word : "open"),
                served ? choice(run) : Html.NONE,
                element("td", is("class", "short " + VerdictTrend.style(run)), VerdictTrend.sign(run) + " " + word),
                element("td", is("class", "short"), element("a", is("href", href(run)), run.folder())),
                element("td", is("class", "short"), run.world()),
                element("td", is("class", "variant"), run.variant()),
                element("td", is("class", "num"), Long.toString(run.seed())),
                element("td", is("class", "num"), MOMENT.format(run.started())),
                element("td", is("class", "num"), String.format(Locale.ROOT, "%,d", run.operations())),
                element("td", is("class", "why"), Visible.line(run.reason(), REASON_MAX)));
    }

    private static Html choice(RunLine run) {
        return element(
                "td",
                element(
                        "input",
                        is("type", "checkbox"),
                        is("name", "run"),
                        is("value", run.folder()),
                        is("aria-label", "Compare " + run.folder())));
    }

    /** Where the report of the run is. */
    String href(RunLine run) {
        return (served ? IndexReport.SERVED : "") + reportIn(run.folder());
    }

    /** The same, of a run's folder in a store that is served. */
    static String servedHref(String folder) {
        return IndexReport.SERVED + reportIn(folder);
    }

    private static String reportIn(String folder) {
        String path = Stream.of(folder.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return (path.isEmpty() ? "" : path + "/") + "report.html";
    }

    /** By the clock of Greenwich, as everything that compares machines. */
    static String moment(Instant time) {
        return MOMENT.format(time) + " UTC";
    }
}
