package refute.reports.markdown;

import java.util.List;
import java.util.Locale;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.InjectedFault;
import refute.reports.Report;

/**
 * Runs as Markdown that GitHub and GitLab show.
 *
 * <p>What a system under test wrote is shown as it is: no character of it is markup. The text stays below {@value #CHARACTERS_MAX}
 * characters, as GitHub drops a step's summary of more than 1 MiB as a whole; what is left out is counted.
 */
public final class MarkdownSummary {
    private static final int CHARACTERS_MAX = Markup.CHARACTERS_MAX;
    private static final int FAULTS_MAX = 10;

    private MarkdownSummary() {}

    /** The runs in this order in the table; below it those that are not valid. */
    public static String of(List<Report> reports) {
        StringBuilder text =
                new StringBuilder("## Refute: ").append(counts(reports)).append("\n\n");
        text.append("| verdict | run | seed | why |\n| --- | --- | --- | --- |\n");
        int shown = 0;
        for (Report report : reports) {
            String row = row(report);
            if (text.length() + row.length() > CHARACTERS_MAX) {
                break;
            }
            text.append(row);
            shown++;
        }
        if (shown < reports.size()) {
            return text.append("\n")
                    .append(reports.size() - shown)
                    .append(" more runs are not listed.\n")
                    .toString();
        }
        return details(reports, text);
    }

    private static String details(List<Report> reports, StringBuilder text) {
        List<Report> telling = reports.stream()
                .filter(report -> report.header().verdict() != Verdict.VALID)
                .toList();
        for (int n = 0; n < telling.size(); n++) {
            String detail = detail(telling.get(n));
            if (text.length() + detail.length() > CHARACTERS_MAX) {
                return text.append("\n")
                        .append(telling.size() - n)
                        .append(" more runs that are not valid are not told here.\n")
                        .toString();
            }
            text.append(detail);
        }
        return text.toString();
    }

    private static String counts(List<Report> reports) {
        StringBuilder counts = new StringBuilder();
        for (Verdict verdict : List.of(Verdict.INVALID, Verdict.UNKNOWN, Verdict.VALID)) {
            long count = reports.stream()
                    .filter(one -> one.header().verdict() == verdict)
                    .count();
            if (count > 0) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(verdict.word());
            }
        }
        return counts.isEmpty() ? "no run" : counts.toString();
    }

    private static String row(Report report) {
        Report.Header header = report.header();
        return "| " + mark(header.verdict()) + " | " + Markup.plain(header.title()) + " | "
                + Markup.plain(header.facts().getOrDefault("seed", "")) + " | " + Markup.plain(header.reason())
                + " |\n";
    }

    private static String detail(Report report) {
        Report.Header header = report.header();
        StringBuilder text = new StringBuilder("\n### ")
                .append(mark(header.verdict()))
                .append(" ")
                .append(Markup.plain(header.title()))
                .append("\n\n");
        for (CheckResult result : report.results()) {
            if (result.verdict() != Verdict.VALID) {
                text.append("- **")
                        .append(Markup.plain(result.checker()))
                        .append("** ")
                        .append(Markup.plain(result.reason()))
                        .append("\n");
            }
        }
        List<InjectedFault> faults = report.faults();
        faults.stream()
                .limit(FAULTS_MAX)
                .forEach(fault -> text.append(String.format(
                        Locale.ROOT,
                        "- %.1f s: %s: %s%n",
                        fault.startedNanos() / 1e9,
                        Markup.plain(fault.description()),
                        Markup.plain(fault.effect().text()))));
        if (faults.size() > FAULTS_MAX) {
            text.append("- and ").append(faults.size() - FAULTS_MAX).append(" more faults\n");
        }
        if (!header.rerun().isEmpty()) {
            text.append("\nRun it again:\n\n").append(Markup.code(header.rerun()));
        }
        return text.toString();
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "✅ valid";
            case INVALID -> "❌ invalid";
            case UNKNOWN -> "❔ unknown";
        };
    }
}
