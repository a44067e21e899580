package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import refute.harness.check.Verdict;
import refute.harness.generator.ListedCall;
import refute.harness.run.Script;
import refute.harness.run.Shrunk;
import refute.harness.world.simulation.Accident;
import refute.reports.OperationText;
import refute.reports.Report;

/**
 * What was left of a run that was made smaller, to be read before anything else: all that goes wrong in it and all that is asked.
 * Accidents stand for themselves, as their times count from the beginning of the simulation, and those of faults and operations
 * from that of the run.
 */
final class MinimalSchedule {
    /** What is longer is behind its number. */
    private static final int SHOWN_MAX = 12;

    private static final int LISTED_MAX = 1_000;

    private final Report report;
    private final Script script;
    private final Optional<Shrunk> how;

    MinimalSchedule(Report report, Report.Smaller smaller) {
        this.report = report;
        this.script = smaller.script();
        this.how = smaller.how();
    }

    Html section() {
        return element(
                "section",
                is("id", "minimal"),
                is("aria-labelledby", "minimal-h"),
                element("h2", is("id", "minimal-h"), "Minimal schedule"),
                element("p", is("class", "help"), summary()),
                group("Faults", report.faults().stream().map(FirstScreen::fault).toList()),
                group(
                        "Accidents",
                        script.accidents().stream()
                                .map(MinimalSchedule::accident)
                                .toList()),
                group(
                        "Operations",
                        script.calls().stream().map(MinimalSchedule::call).toList()));
    }

    private String summary() {
        boolean fails = report.header().verdict() == Verdict.INVALID;
        return "This run was made smaller, and "
                + (fails ? "still fails" : "this time it did not fail")
                + ". What is left of "
                + how.map(MinimalSchedule::origin).orElse("the run that was drawn")
                + ": "
                + counted(report.faults().size(), "fault") + ", "
                + counted(script.accidents().size(), "accident") + ", "
                + counted(script.calls().size(), "operation") + " of clients"
                + (script.readsAtEnd() ? ", and the final reads" : "")
                + (nothing() ? ". What the system does by itself under this seed is enough" : "")
                + ". How nodes draw their timeouts still follows from the seed."
                + how.filter(shrunk -> !shrunk.complete())
                        .map(shrunk ->
                                " It was ended before nothing smaller was found: refute shrink goes on from here.")
                        .orElse("")
                + (script.accidents().isEmpty()
                        ? ""
                        : " Times of accidents count from the start of the first node, before the run's own.");
    }

    private boolean nothing() {
        return report.faults().isEmpty()
                && script.accidents().isEmpty()
                && script.calls().isEmpty();
    }

    private static String origin(Shrunk shrunk) {
        Shrunk.Size before = shrunk.before();
        return shrunk.of() + " (" + counted(before.faults(), "fault") + ", " + counted(before.accidents(), "accident")
                + ", " + counted(before.operations(), "operation") + ", " + counted(before.nodes(), "node") + ")";
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Html group(String name, List<Html> items) {
        if (items.isEmpty()) {
            return Html.NONE;
        }
        List<Html> parts = new ArrayList<>();
        parts.add(element("h3", name));
        parts.add(list(items.subList(0, Math.min(items.size(), SHOWN_MAX))));
        if (items.size() > SHOWN_MAX) {
            List<Html> more = items.subList(SHOWN_MAX, Math.min(items.size(), LISTED_MAX));
            parts.add(element(
                    "details",
                    element("summary", "and " + (items.size() - SHOWN_MAX) + " more"),
                    list(more),
                    items.size() > LISTED_MAX
                            ? element("p", (items.size() - LISTED_MAX) + " more stand in script.json.")
                            : Html.NONE));
        }
        return Html.several(parts);
    }

    private static Html list(List<Html> items) {
        return element("ul", is("class", "injected"), items);
    }

    private static Html accident(Accident accident) {
        String way = accident.to().equals(accident.at())
                ? " on " + accident.at()
                : " from " + accident.at() + " to " + accident.to();
        return item(accident.atNanos(), accident.what().word() + way, extent(accident));
    }

    private static String extent(Accident accident) {
        String amount = accident.amountInWords();
        String lasts = accident.lastsNanos() == 0 ? "" : "for " + millis(accident.lastsNanos());
        return amount + (amount.isEmpty() || lasts.isEmpty() ? "" : ", ") + lasts;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos / 1e6);
    }

    private static Html call(ListedCall call) {
        return item(call.atNanos(), OperationText.label(call.call()), "worker " + call.worker());
    }

    private static Html item(long nanos, String what, String who) {
        return element(
                "li",
                element("span", is("class", "when"), String.format(Locale.ROOT, "%.4f s", nanos / 1e9)),
                " ",
                element("span", is("class", "mono"), what),
                " ",
                element("span", is("class", "dim"), who));
    }
}
