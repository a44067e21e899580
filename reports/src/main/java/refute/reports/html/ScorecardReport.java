package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.reports.WholeFile;
import refute.reports.scorecard.Scorecard;
import refute.reports.scorecard.Scorecard.Trial;
import refute.reports.scorecard.ScorecardText;
import refute.reports.scorecard.Standing;

/**
 * A scorecard as one HTML file: what it comes to, and each mutant with each judge. It has no script, and loads nothing. Safe to call from
 * several threads.
 */
public final class ScorecardReport {
    private final Scorecard card;

    private ScorecardReport(Scorecard card) {
        this.card = card;
    }

    /** Writes the page to the file, which is replaced as a whole. */
    public static void write(Scorecard card, Path file) throws IOException {
        WholeFile.write(file, page(card));
    }

    /** The page. */
    public static String page(Scorecard card) {
        return new ScorecardReport(card).fill();
    }

    private String fill() {
        return Template.fill(
                Resources.own("scorecard.html"),
                Map.of(
                        "title", Html.escaped("Mutants of " + card.system()),
                        "style", Resources.own("page.css"),
                        "standings", standings().toString(),
                        "judges", judges().toString(),
                        "mutants", mutants().toString()));
    }

    private Html standings() {
        return element(
                "ul",
                Standing.of(card).stream()
                        .map(one -> element(
                                "li",
                                element("strong", one.who()),
                                ": ",
                                element("span", is("class", one.accused() > 0 ? "invalid" : ""), one.sentence() + ".")))
                        .toList());
    }

    private Html judges() {
        return Html.table(
                List.of("judge", "what it looks at"),
                card.judges().stream()
                        .map(judge -> element(
                                "tr",
                                element("th", is("scope", "row"), judge.name()),
                                element("td", judge.description())))
                        .toList());
    }

    private Html mutants() {
        List<String> headings = new ArrayList<>(List.of("mutant", "what it does wrong"));
        card.judges().forEach(judge -> headings.add(judge.name()));
        headings.add("what saw it");
        List<Html> rows = new ArrayList<>();
        card.byMutant().forEach((name, trials) -> rows.add(row(name, trials)));
        return Html.table(headings, rows);
    }

    private Html row(String name, List<Trial> trials) {
        List<Html> cells = new ArrayList<>();
        cells.add(element("th", is("scope", "row"), name));
        cells.add(element("td", trials.getFirst().description()));
        for (Judge judge : card.judges()) {
            cells.add(cell(card.trial(name, judge)));
        }
        cells.add(element("td", ScorecardText.seenBy(trials)));
        return element("tr", cells);
    }

    /** The mark says by itself what the colour says. */
    private static Html cell(Optional<Trial> tried) {
        if (tried.isEmpty()) {
            return element("td", is("class", "dim"), "not tried");
        }
        Trial trial = tried.get();
        String mark = trial.asItShould() ? "✓ " : "✗ ";
        String style = trial.asItShould() ? "valid" : trial.mutant().isEmpty() ? "invalid" : "unknown";
        Html what = element("span", is("class", style), mark + words(trial));
        return trial.kill()
                .map(kill -> element(
                        "td",
                        what,
                        element("div", is("class", "dim"), "trial " + (kill.n() + 1) + ", seed " + kill.seed()),
                        element("details", element("summary", "why"), kill.sentence())))
                .orElseGet(() -> element(
                        "td",
                        what,
                        element(
                                "div",
                                is("class", "dim"),
                                String.format(Locale.ROOT, "%,d trials", trial.schedules()))));
    }

    private static String words(Trial trial) {
        String word = trial.mutant().isEmpty()
                ? trial.kill().isPresent() ? "accused" : "clean"
                : trial.kill().isPresent() ? "killed" : "survived";
        return String.format(Locale.ROOT, "%s, %.1f s", word, trial.seconds());
    }
}
