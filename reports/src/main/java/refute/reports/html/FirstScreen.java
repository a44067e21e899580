package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import refute.harness.check.Verdict;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Value;
import refute.harness.run.Simulated;
import refute.reports.Lead;
import refute.reports.Report;

/** What is read first, as text that needs no script: verdict, sentence, what shows it, what was injected, how to run it again. */
final class FirstScreen {
    private static final int FAULTS_SHOWN = 6;
    /** The figure by which a checker of registers says which weaker guarantees hold. */
    private static final String STILL_HOLDS = "still-holds";

    private final Report report;
    private final List<Lead> leads;

    FirstScreen(Report report) {
        this.report = report;
        this.leads = Lead.all(report.results());
    }

    Html verdict() {
        Report.Header header = report.header();
        String word = header.verdict().word();
        Html banner = header.incomplete()
                ? element(
                        "p",
                        is("class", "banner"),
                        "This run had not ended when the report was made: what follows is incomplete.")
                : Html.NONE;
        return element(
                "header",
                is("id", "verdict"),
                element("h1", element("span", is("class", "badge " + word), word), " ", header.title()),
                element("p", is("class", "reason"), header.reason()),
                stillHolds(),
                element("p", is("class", "subtitle"), counts(report)),
                banner);
    }

    /** What a checker found to hold all the same, where it says so. */
    private Html stillHolds() {
        return report.results().stream()
                .flatMap(result -> Stream.ofNullable(result.figures().get(STILL_HOLDS)))
                .filter(Value.Text.class::isInstance)
                .findFirst()
                .map(figure ->
                        element("p", is("id", "still-holds"), "What still holds: " + ((Value.Text) figure).text()))
                .orElse(Html.NONE);
    }

    static String counts(Report report) {
        OperationCounts counts = OperationCounts.of(report.history());
        if (counts.all() == 0) {
            return "No operation was recorded.";
        }
        String seed = report.header().facts().getOrDefault("seed", "");
        String world = report.header().facts().getOrDefault("world", "");
        return String.format(
                        Locale.ROOT,
                        "%,d operations in %.1f s: %,d ok, %,d fail, %,d unknown",
                        counts.all(),
                        counts.lastNanos() / 1e9,
                        counts.ok(),
                        counts.fail(),
                        counts.info())
                + (world.isEmpty() ? "" : " · " + world)
                + (seed.isEmpty() ? "" : " · seed " + seed);
    }

    /** What to read in this order: of a run that was made smaller, first what was left of it. */
    List<Html> lead() {
        return report.smaller()
                .map(smaller -> List.of(new MinimalSchedule(report, smaller).section(), rerun(), witness()))
                .orElseGet(() -> List.of(witness(), injected(), rerun()));
    }

    /** The most telling witness. */
    private Html witness() {
        return leads.isEmpty()
                ? Html.NONE
                : element(
                        "section",
                        is("id", "witness"),
                        is("aria-label", "What shows it"),
                        new WitnessSection(report).first(leads.getFirst()));
    }

    /** The other witnesses, each behind its sentence. */
    Html otherWitnesses() {
        if (leads.size() < 2) {
            return Html.NONE;
        }
        WitnessSection sections = new WitnessSection(report);
        List<Html> others = new java.util.ArrayList<>();
        for (int n = 1; n < leads.size(); n++) {
            others.add(sections.other(leads.get(n), n));
        }
        return element(
                "section",
                is("aria-labelledby", "more-h"),
                element(
                        "h2",
                        is("id", "more-h"),
                        others.size() == 1 ? "One more witness" : others.size() + " more witnesses"),
                others);
    }

    /** What was injected, short: only what was in force while the witness happened, where there is any. */
    private Html injected() {
        List<InjectedFault> all = report.faults();
        List<InjectedFault> during =
                leads.isEmpty() ? List.of() : leads.getFirst().during(report);
        List<InjectedFault> told = during.isEmpty() ? all : during;
        int others = all.size() - Math.min(told.size(), FAULTS_SHOWN);
        Html list = element(
                "ul",
                is("class", "injected"),
                told.stream().limit(FAULTS_SHOWN).map(FirstScreen::fault).toList(),
                others > 0
                        ? element("li", element("a", is("href", "#faults-h"), "and " + others + " more in this run"))
                        : Html.NONE);
        return element(
                "section",
                is("aria-labelledby", "injected-h"),
                element("h2", is("id", "injected-h"), heading(during)),
                all.isEmpty() ? element("p", is("class", "dim"), "Nothing.") : list,
                chance());
    }

    /** In simulation things go wrong by chance, too, and more often than by the schedule. */
    private Html chance() {
        Optional<Simulated> simulated = Simulated.of(report.results());
        if (simulated.isEmpty() || simulated.get().accidents().isEmpty()) {
            return Html.NONE;
        }
        List<String> counts = simulated.get().accidents().entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()))
                .toList();
        return element(
                "p",
                is("class", "dim"),
                "By chance, in the whole run: " + String.join(", ", counts)
                        + (report.header().verdict() == Verdict.INVALID
                                ? ". refute shrink leaves those that matter, each with its time."
                                : "."));
    }

    /** A witness without operations has no time at which it happened. */
    private String heading(List<InjectedFault> during) {
        boolean timed = !leads.isEmpty()
                && (!leads.getFirst().witness().operations().isEmpty()
                        || leads.getFirst().moment(report).isPresent())
                && !report.faults().isEmpty();
        return !timed
                ? "Injected"
                : during.isEmpty() ? "Injected, but not in force while this happened" : "In force while this happened";
    }

    static Html fault(InjectedFault fault) {
        return element(
                "li",
                element(
                        "span",
                        is("class", "when"),
                        Tables.seconds(fault.startedNanos()) + "–" + Tables.seconds(fault.healedNanos()) + " s"),
                " ",
                fault.description(),
                " ",
                element(
                        "span",
                        is("class", fault.effect().bit() ? "dim" : "unknown"),
                        fault.effect().text()));
    }

    private Html rerun() {
        String command = report.header().rerun();
        return command.isEmpty()
                ? Html.NONE
                : element(
                        "section",
                        is("aria-labelledby", "rerun-h"),
                        element("h2", is("id", "rerun-h"), "Run it again"),
                        element("pre", is("id", "rerun"), is("tabindex", "0"), command),
                        element("button", is("type", "button"), is("id", "copy"), "Copy"));
    }
}
