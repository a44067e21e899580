package refute.reports.markdown;

import java.util.List;
import java.util.stream.Collectors;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.reports.scorecard.Scorecard;
import refute.reports.scorecard.Scorecard.Trial;
import refute.reports.scorecard.ScorecardText;
import refute.reports.scorecard.Standing;

/** A scorecard as Markdown. */
public final class ScorecardMarkdown {
    private ScorecardMarkdown() {}

    /** What it comes to, and a table with one line for each mutant. */
    public static String of(Scorecard card) {
        StringBuilder text = new StringBuilder(
                "# Mutants of " + Markup.plain(card.system()) + "\n\nFrom seed " + card.seed() + ". Who looked:\n\n");
        for (Judge judge : card.judges()) {
            text.append("- ")
                    .append(judge.name())
                    .append(": ")
                    .append(judge.description())
                    .append('\n');
        }
        text.append('\n');
        for (Standing standing : Standing.of(card)) {
            text.append("- ")
                    .append(standing.who())
                    .append(": ")
                    .append(standing.sentence())
                    .append('\n');
        }
        text.append("\n| mutant |");
        card.judges().forEach(judge -> text.append(' ').append(judge.name()).append(" |"));
        text.append(" what saw it |\n| --- |")
                .append(" --- |".repeat(card.judges().size()))
                .append(" --- |\n");
        card.byMutant().forEach((name, trials) -> text.append(row(card, name, trials)));
        return text.toString();
    }

    private static String row(Scorecard card, String name, List<Trial> trials) {
        String cells = card.judges().stream()
                .map(judge -> card.trial(name, judge).map(ScorecardText::cell).orElse(""))
                .collect(Collectors.joining(" | "));
        return "| " + name + ": " + Markup.plain(trials.getFirst().description()) + " | " + cells + " | "
                + Markup.plain(ScorecardText.seenBy(trials)) + " |\n";
    }
}
