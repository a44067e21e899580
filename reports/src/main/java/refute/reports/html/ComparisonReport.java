package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import refute.harness.check.CheckResult;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Entry;
import refute.reports.Divergence;
import refute.reports.OperationText;
import refute.reports.Report;

/**
 * Two runs side by side, as a page that is served: verdicts, where their histories part, checkers, faults and facts, and what differs
 * is marked. Safe to call from several threads.
 */
public final class ComparisonReport {
    private static final int FAULTS_MAX = 200;

    /**
     * One of the two.
     *
     * @param folder of the run, relative to the store
     * @param report what there is to tell
     */
    public record Side(String folder, Report report) {}

    private final Side one;
    private final Side other;

    private ComparisonReport(Side one, Side other) {
        this.one = one;
        this.other = other;
    }

    public static String page(Side one, Side other) {
        return new ComparisonReport(one, other).fill();
    }

    private String fill() {
        Map<String, String> parts = new HashMap<>();
        parts.put("title", Html.escaped(one.folder() + " and " + other.folder()));
        parts.put("style", Resources.own("page.css") + Resources.own("index.css"));
        parts.put("sides", Html.several(List.of(side(one), side(other))).toString());
        parts.put("apart", apart().toString());
        parts.put("checks", checks().toString());
        parts.put("faults", faults().toString());
        parts.put("facts", facts().toString());
        return Template.fill(Resources.own("comparison.html"), parts);
    }

    private static Html side(Side side) {
        Report.Header header = side.report().header();
        String word = header.verdict().word();
        return element(
                "div",
                element("h2", element("a", is("href", RunList.servedHref(side.folder())), side.folder())),
                element(
                        "p",
                        element("span", is("class", "badge " + word), word),
                        " ",
                        header.title() + (header.incomplete() ? ", not ended" : "")),
                element("p", is("class", "reason"), header.reason()),
                element("p", is("class", "subtitle"), FirstScreen.counts(side.report())),
                element("pre", is("tabindex", "0"), header.rerun()));
    }

    private Html apart() {
        Divergence divergence =
                Divergence.of(one.report().history(), other.report().history());
        if (divergence.isNone()) {
            return element(
                    "p",
                    "Nowhere: clients saw the same in both, in the same order: " + divergence.common()
                            + " invocations and completions.");
        }
        return element(
                "div",
                element(
                        "p",
                        divergence.common() == 0
                                ? "From the first invocation on. Then comes:"
                                : "The first " + divergence.common()
                                        + " invocations and completions of clients are the same. Then comes:"),
                element("div", is("class", "sides"), next(divergence.one()), next(divergence.other())));
    }

    private static Html next(Optional<Entry> entry) {
        return element(
                "div", is("class", "mono"), entry.map(ComparisonReport::words).orElse("nothing: it ends"));
    }

    private static String words(Entry entry) {
        return OperationText.time(entry.timeNanos()) + "  process " + entry.process() + "  "
                + entry.kind().word() + "  " + OperationText.entry(entry);
    }

    private Html checks() {
        SequencedSet<String> names = new LinkedHashSet<>();
        Stream.of(one, other)
                .flatMap(side -> side.report().results().stream())
                .map(CheckResult::checker)
                .forEach(names::add);
        return Html.table(
                List.of("checker", "left", "right"),
                names.stream()
                        .map(name -> row(name, check(one, name), check(other, name)))
                        .toList());
    }

    private static Optional<CheckResult> check(Side side, String name) {
        return side.report().results().stream()
                .filter(result -> result.checker().equals(name))
                .findFirst();
    }

    private static Html row(String name, Optional<CheckResult> left, Optional<CheckResult> right) {
        boolean differs = !left.map(CheckResult::verdict).equals(right.map(CheckResult::verdict));
        return element(
                "tr",
                element("th", is("scope", "row"), name),
                cell(left.map(ComparisonReport::check), differs),
                cell(right.map(ComparisonReport::check), differs));
    }

    private static List<Html> check(CheckResult result) {
        String word = result.verdict().word();
        return List.of(element("span", is("class", word), word), element("div", result.reason()));
    }

    private static Html cell(Optional<List<Html>> content, boolean differs) {
        return element(
                "td",
                is("class", differs ? "differs" : ""),
                content.orElseGet(() -> List.of(element("span", is("class", "dim"), "none"))));
    }

    /** By their ids: the same seed and the same nemeses give the same ones. */
    private Html faults() {
        SequencedMap<String, InjectedFault> left = byId(one);
        SequencedMap<String, InjectedFault> right = byId(other);
        SequencedSet<String> ids = new LinkedHashSet<>(left.keySet());
        ids.addAll(right.keySet());
        if (ids.isEmpty()) {
            return element("p", is("class", "dim"), "Nothing, in either.");
        }
        Html table = Html.table(
                List.of("fault", "left", "right"),
                ids.stream()
                        .limit(FAULTS_MAX)
                        .map(id -> fault(id, Optional.ofNullable(left.get(id)), Optional.ofNullable(right.get(id))))
                        .toList());
        return ids.size() <= FAULTS_MAX
                ? table
                : Html.several(List.of(table, element("p", (ids.size() - FAULTS_MAX) + " more are not shown.")));
    }

    private static SequencedMap<String, InjectedFault> byId(Side side) {
        SequencedMap<String, InjectedFault> faults = new LinkedHashMap<>();
        side.report().faults().forEach(fault -> faults.put(fault.planned().id(), fault));
        return faults;
    }

    private static Html fault(String id, Optional<InjectedFault> left, Optional<InjectedFault> right) {
        Function<InjectedFault, String> what = InjectedFault::description;
        boolean differs = !left.map(what).equals(right.map(what));
        return element(
                "tr",
                element("th", is("scope", "row"), id),
                cell(left.map(ComparisonReport::fault), differs),
                cell(right.map(ComparisonReport::fault), differs));
    }

    private static List<Html> fault(InjectedFault fault) {
        return List.of(
                element(
                        "span",
                        is("class", "when"),
                        Tables.seconds(fault.startedNanos()) + "–" + Tables.seconds(fault.healedNanos()) + " s"),
                element("span", " " + fault.description()),
                element(
                        "div",
                        is("class", fault.effect().bit() ? "dim" : "unknown"),
                        fault.effect().text()));
    }

    /** Those that differ first, and marked. */
    private Html facts() {
        Map<String, String> left = one.report().header().facts();
        Map<String, String> right = other.report().header().facts();
        SequencedSet<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        List<Html> differing = new ArrayList<>();
        List<Html> same = new ArrayList<>();
        for (String name : names) {
            String its = left.getOrDefault(name, "");
            String others = right.getOrDefault(name, "");
            boolean differs = !its.equals(others);
            String style = differs ? "mono differs" : "mono";
            (differs ? differing : same)
                    .add(element(
                            "tr",
                            is("class", differs ? "" : "same"),
                            element("th", is("scope", "row"), name),
                            element("td", is("class", style), its),
                            element("td", is("class", style), others)));
        }
        differing.addAll(same);
        return Html.table(List.of("fact", "left", "right"), differing);
    }
}
