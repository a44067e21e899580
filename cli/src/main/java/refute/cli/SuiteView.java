package refute.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import refute.cli.suite.Cell;
import refute.cli.suite.Results;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Ending;
import refute.reports.suite.SuiteReport;

/**
 * Shows how a suite is getting on, and what came of it: a line for each cell that has ended, on a terminal also one that is written over,
 * and in the end the cells that a person should look at. Safe for several threads.
 */
final class SuiteView {
    private static final int WIDTH = 118;
    private static final int TOLD_MAX = 20;

    private final Console console;
    private final boolean json;
    private final int total;
    private final SequencedMap<String, Long> running = new LinkedHashMap<>();
    private final SequencedMap<Ending, Integer> counts = new LinkedHashMap<>();
    private int done;

    /** @param total how many cells there are */
    SuiteView(Console console, boolean json, int total) {
        this.console = console;
        this.json = json;
        this.total = total;
    }

    synchronized void begins(Cell cell) {
        running.put(cell.id(), System.nanoTime());
        progress();
    }

    synchronized void ended(CellReport cell) {
        running.remove(cell.id());
        done++;
        if (json) {
            console.result(Json.line(Results.line(cell)));
        }
        if (cell.omission().isPresent()) {
            // Thousands may follow at once, for the same reason: they are counted in the end.
            return;
        }
        counts.merge(cell.ending(), 1, Integer::sum);
        console.endLive();
        console.note(String.format(
                Locale.ROOT,
                "%d/%d  %s  %s  (%.1f s)%s",
                done,
                total,
                cell.word(),
                cell.id(),
                cell.seconds(),
                cell.tells() ? "  " + cell.telling().map(CellTry::run).orElse("") : ""));
    }

    /** Shows once more what goes on. */
    synchronized void progress() {
        StringBuilder line = new StringBuilder(done + " of " + total + " cells");
        counts.forEach(
                (ending, count) -> line.append(", ").append(count).append(' ').append(ending.word()));
        for (Map.Entry<String, Long> cell : running.entrySet()) {
            line.append(String.format(
                    Locale.ROOT, "  %s %.0f s", cell.getKey(), (System.nanoTime() - cell.getValue()) / 1e9));
        }
        console.live(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line.toString());
    }

    synchronized void end() {
        console.endLive();
    }

    /** The end of it. */
    synchronized void show(SuiteReport report, Results results) {
        if (json) {
            console.result(Json.line(Results.line(report)));
            return;
        }
        console.result("");
        console.result(String.format(
                Locale.ROOT,
                "%s  suite %s%s: %s, in %.1f s",
                coloured(report.ending()),
                report.name(),
                report.facts().containsKey("shard")
                        ? ", shard " + report.facts().get("shard")
                        : "",
                report.countsInWords(),
                report.seconds()));
        List<CellReport> telling = report.telling();
        telling.stream().limit(TOLD_MAX).forEach(this::show);
        if (telling.size() > TOLD_MAX) {
            console.result("  and " + (telling.size() - TOLD_MAX) + " more cells that are not valid");
        }
        console.result("");
        report.omissions()
                .forEach((why, count) -> console.result("  not run     " + count + " cells: " + why.reason()));
        report.notes().forEach(note -> console.result("  note        " + note));
        console.result("  results     " + EndScreen.shortest(results.folder()));
    }

    private void show(CellReport cell) {
        console.result("");
        console.result("  " + console.bold(cell.word())
                + cell.since().map(since -> " (" + since.word() + ")").orElse("") + "  " + cell.id());
        console.result("    " + cell.reason());
        cell.quarantine().ifPresent(text -> console.result("    " + text));
        cell.telling().ifPresent(one -> {
            if (!one.run().isEmpty()) {
                console.result("    report  " + one.run() + "/report.html");
                console.result("    again   " + one.again());
            }
        });
    }

    private String coloured(Ending ending) {
        String word = ending.word().toUpperCase(Locale.ROOT);
        return switch (ending) {
            case VALID -> console.colour("32;1", word);
            case UNKNOWN -> console.colour("33;1", word);
            case INVALID, REFUSED, FAILED -> console.colour("31;1", word);
        };
    }
}
