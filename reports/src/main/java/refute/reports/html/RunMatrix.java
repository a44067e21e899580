package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import refute.reports.RunLine;
import refute.reports.ScenarioRuns;

/** The runs of a scenario: a row for each variant of the system, a column for each seed, a mark for each run that leads to its report. */
final class RunMatrix {
    private static final int SEEDS_MAX = 100;
    private static final int VARIANTS_MAX = 100;
    /** Of one cell, the newest. */
    private static final int MARKS_MAX = 4;

    private final ScenarioRuns runs;
    private final Function<RunLine, String> href;

    RunMatrix(ScenarioRuns runs, Function<RunLine, String> href) {
        this.runs = runs;
        this.href = href;
    }

    Html section(int number) {
        List<Long> seeds = runs.seeds(SEEDS_MAX);
        List<String> variants = runs.variants();
        List<Html> headings = new ArrayList<>();
        headings.add(element("th", is("scope", "col"), "version \\ seed"));
        seeds.forEach(seed -> headings.add(element("th", is("scope", "col"), is("class", "seed"), seed.toString())));
        String id = "scenario-" + number;
        return element(
                "section",
                is("aria-labelledby", id),
                element(
                        "h2",
                        is("id", id),
                        runs.name(),
                        " ",
                        element("span", is("class", "dim"), runs.world() + ", " + runs.trend())),
                element(
                        "div",
                        is("class", "scroll"),
                        is("tabindex", "0"),
                        is("role", "group"),
                        is("aria-labelledby", id),
                        element(
                                "table",
                                is("class", "matrix"),
                                element("thead", element("tr", headings)),
                                element(
                                        "tbody",
                                        variants.stream()
                                                .limit(VARIANTS_MAX)
                                                .map(variant -> row(variant, seeds))
                                                .toList()))),
                leftOut(variants.size()));
    }

    private Html row(String variant, List<Long> seeds) {
        List<Html> cells = new ArrayList<>();
        cells.add(element("th", is("scope", "row"), variant));
        seeds.forEach(seed -> cells.add(cell(runs.at(variant, seed))));
        return element("tr", cells);
    }

    private Html cell(List<RunLine> cell) {
        boolean flaky = ScenarioRuns.isFlaky(cell);
        List<Html> marks = new ArrayList<>();
        cell.stream().limit(MARKS_MAX).map(this::mark).forEach(marks::add);
        if (cell.size() > MARKS_MAX) {
            marks.add(element("span", is("class", "dim"), "+" + (cell.size() - MARKS_MAX)));
        }
        if (flaky) {
            marks.add(element("span", is("class", "unknown"), "flaky"));
        }
        return element("td", is("class", flaky ? "flaky" : ""), marks);
    }

    private Html mark(RunLine run) {
        String word = run.hasEnded() ? run.verdict().word() : "not ended";
        return element(
                "a",
                is("class", "mark " + VerdictTrend.style(run)),
                is("href", href.apply(run)),
                is("title", RunList.moment(run.started()) + ": " + run.reason()),
                is("aria-label", run.variant() + ", seed " + run.seed() + ": " + word),
                VerdictTrend.sign(run));
    }

    private Html leftOut(int variants) {
        long seeds = runs.runs().stream().map(RunLine::seed).distinct().count();
        List<String> more = new ArrayList<>();
        if (seeds > SEEDS_MAX) {
            more.add((seeds - SEEDS_MAX) + " seeds that ran before these");
        }
        if (variants > VARIANTS_MAX) {
            more.add((variants - VARIANTS_MAX) + " versions that ran before these");
        }
        return more.isEmpty()
                ? Html.NONE
                : element("p", is("class", "help"), "Not in the matrix: " + String.join(", ", more) + ".");
    }
}
