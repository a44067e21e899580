package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import refute.reports.RunLine;
import refute.reports.ScenarioRuns;

/** The last verdicts of a scenario as bars, the newest on the right: the worse, the higher, so that they differ without colours. */
final class VerdictTrend {
    private static final int SHOWN_MAX = 60;
    private static final int STEP = 7;
    private static final int HEIGHT = 20;

    private VerdictTrend() {}

    static Html picture(ScenarioRuns runs) {
        List<RunLine> ended = runs.runs().stream().filter(RunLine::hasEnded).toList();
        List<RunLine> shown = ended.subList(Math.max(0, ended.size() - SHOWN_MAX), ended.size());
        List<Html> bars = new ArrayList<>();
        for (int n = 0; n < shown.size(); n++) {
            RunLine run = shown.get(n);
            int height = height(run);
            bars.add(element(
                    "rect",
                    is("class", "trend " + style(run)),
                    is("x", Integer.toString(n * STEP)),
                    is("y", Integer.toString(HEIGHT - height)),
                    is("width", Integer.toString(STEP - 2)),
                    is("height", Integer.toString(height))));
        }
        int width = Math.max(1, shown.size() * STEP);
        return element(
                "svg",
                is("class", "trend"),
                is("viewBox", "0 0 " + width + " " + HEIGHT),
                is("width", Integer.toString(width)),
                is("height", Integer.toString(HEIGHT)),
                is("role", "img"),
                is("aria-label", runs.name() + ": " + runs.trend()),
                bars);
    }

    private static int height(RunLine run) {
        return switch (run.verdict()) {
            case VALID -> HEIGHT / 4;
            case UNKNOWN -> HEIGHT / 2;
            case INVALID -> HEIGHT;
        };
    }

    /** One character that says the verdict without a colour. */
    static String sign(RunLine run) {
        if (!run.hasEnded()) {
            return "…";
        }
        return switch (run.verdict()) {
            case VALID -> "✓";
            case UNKNOWN -> "?";
            case INVALID -> "✗";
        };
    }

    static String style(RunLine run) {
        return run.hasEnded() ? run.verdict().word() : "open";
    }
}
