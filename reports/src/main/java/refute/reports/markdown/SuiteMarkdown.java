package refute.reports.markdown;

import java.util.List;
import java.util.Locale;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Ending;
import refute.reports.suite.SuiteReport;

/**
 * What came of a suite as Markdown, for the summary of a CI job: the cells that a person should look at, how to run each again, and a
 * line a scenario. Bounded as {@link MarkdownSummary} is, which see for why; what is left out is counted. Pure.
 */
public final class SuiteMarkdown {
    private SuiteMarkdown() {}

    public static String of(SuiteReport report) {
        StringBuilder text = new StringBuilder("## ")
                .append(mark(report.ending()))
                .append(' ')
                .append(Markup.plain(report.name()))
                .append(": ")
                .append(report.countsInWords())
                .append("\n\n");
        report.facts()
                .forEach((name, value) -> text.append("- ")
                        .append(Markup.plain(name))
                        .append(": ")
                        .append(Markup.plain(value))
                        .append("\n"));
        text.append(String.format(Locale.ROOT, "- took: %.1f s%n", report.seconds()));
        report.omissions()
                .forEach((why, count) -> text.append("- not run: ")
                        .append(count)
                        .append(" cells: ")
                        .append(why.reason())
                        .append("\n"));
        report.notes()
                .forEach(note -> text.append("- **").append(Markup.plain(note)).append("**\n"));
        scenarios(report, text);
        cells(report.telling(), text);
        return text.toString();
    }

    private static void scenarios(SuiteReport report, StringBuilder text) {
        text.append("\n| scenario | cells | seconds |\n| --- | --- | --- |\n");
        List<SuiteReport> scenarios = report.scenarios();
        for (int n = 0; n < scenarios.size(); n++) {
            SuiteReport scenario = scenarios.get(n);
            String row = String.format(
                    Locale.ROOT,
                    "| %s %s | %s | %.1f |%n",
                    mark(scenario.ending()),
                    Markup.plain(scenario.name()),
                    scenario.countsInWords(),
                    scenario.seconds());
            if (text.length() + row.length() > Markup.CHARACTERS_MAX / 2) {
                text.append("\n").append(scenarios.size() - n).append(" more scenarios are not listed.\n");
                return;
            }
            text.append(row);
        }
    }

    private static void cells(List<CellReport> telling, StringBuilder text) {
        for (int n = 0; n < telling.size(); n++) {
            String detail = detail(telling.get(n));
            if (text.length() + detail.length() > Markup.CHARACTERS_MAX) {
                text.append("\n")
                        .append(telling.size() - n)
                        .append(" more cells that are not valid are not told here.\n");
                return;
            }
            text.append(detail);
        }
    }

    private static String detail(CellReport cell) {
        StringBuilder text = new StringBuilder("\n### ")
                .append(mark(cell.counted()))
                .append(' ')
                .append(Markup.plain(cell.id()))
                .append(cell.since().map(since -> " (" + since.word() + ")").orElse(""))
                .append("\n\n**")
                .append(Markup.plain(cell.word()))
                .append("** ")
                .append(Markup.plain(cell.reason()))
                .append("\n");
        cell.quarantine()
                .ifPresent(
                        until -> text.append("\n").append(Markup.plain(until)).append("\n"));
        CellTry told = cell.telling().orElse(null);
        if (told != null && !told.again().isEmpty()) {
            text.append("\nRun it again:\n\n").append(Markup.code(told.again()));
        }
        return text.toString();
    }

    private static String mark(Ending ending) {
        return switch (ending) {
            case VALID -> "✅";
            case INVALID -> "❌";
            case UNKNOWN -> "❔";
            case REFUSED, FAILED -> "⛔";
        };
    }
}
