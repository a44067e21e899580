package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import refute.reports.RecordedEvents;
import refute.reports.RecordedEvents.Event;
import refute.reports.Report;
import refute.reports.Visible;

/** A trace in words: what the timeline draws of it, as text. */
final class TraceTable {
    private TraceTable() {}

    /** What its marks on the timeline mean. */
    static List<Html> legend(Report report) {
        return report.inside()
                .events()
                .map(events -> List.of(
                        element("li", element("i", is("class", "event")), "a trace event"),
                        element("li", element("i", is("class", "odd")), "the first that the spec does not explain")))
                .orElse(List.of());
    }

    /** How often each node did what, or why that is not told; nothing if there is no trace. */
    static List<Html> section(Report report) {
        Report.Inside inside = report.inside();
        return inside.events()
                .map(TraceTable::parts)
                .or(() -> inside.withoutEvents().map(why -> List.of(element("p", Visible.text(why)))))
                .map(TraceTable::section)
                .map(List::of)
                .orElse(List.of());
    }

    private static Html section(List<Html> its) {
        List<Html> parts = new ArrayList<>();
        parts.add(element("h2", is("id", "trace-h"), "Trace"));
        parts.addAll(its);
        return element("section", is("aria-labelledby", "trace-h"), parts);
    }

    private static List<Html> parts(RecordedEvents recorded) {
        Map<Integer, Map<String, Long>> counts = recorded.events().stream()
                .collect(Collectors.groupingBy(
                        Event::node,
                        TreeMap::new,
                        Collectors.groupingBy(
                                event -> Visible.text(event.name()), TreeMap::new, Collectors.counting())));
        List<Html> rows = new ArrayList<>();
        counts.forEach((node, its) -> rows.add(element(
                "tr",
                element("th", is("scope", "row"), "n" + node),
                element(
                        "td",
                        its.entrySet().stream()
                                .map(one -> String.format(Locale.ROOT, "%s %,d", one.getKey(), one.getValue()))
                                .collect(Collectors.joining(", "))))));
        return List.of(
                element("p", extent(recorded)), Html.table(List.of("node", "what it recorded, and how often"), rows));
    }

    private static String extent(RecordedEvents recorded) {
        int shown = recorded.events().size();
        return String.format(
                Locale.ROOT,
                "%,d events%s%s.",
                recorded.total(),
                shown < recorded.total()
                        ? String.format(
                                Locale.ROOT,
                                "; shown are %,d, from line %,d on",
                                shown,
                                recorded.events().getFirst().line())
                        : "",
                recorded.odd() > 0 ? String.format(Locale.ROOT, "; %,d lines are none", recorded.odd()) : "");
    }
}
