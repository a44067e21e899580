package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import refute.reports.SpecBehaviour;
import refute.reports.SpecBehaviour.Change;
import refute.reports.SpecBehaviour.Step;
import refute.reports.WholeFile;

/**
 * A behaviour that violates a property of a spec, as one HTML file: a table of its steps, each with what it changed and, to be opened, its whole state
 * with the changed variables marked. It has no script, and loads nothing. Safe to call from several threads.
 */
public final class BehaviourReport {
    private static final int VALUE_CHARS_MAX = 4000;

    private BehaviourReport() {}

    /** Writes the page to the file, which is replaced as a whole. */
    public static void write(SpecBehaviour behaviour, Path file) throws IOException {
        WholeFile.write(file, page(behaviour));
    }

    /** The page. */
    public static String page(SpecBehaviour behaviour) {
        return Template.fill(
                Resources.own("behaviour.html"),
                Map.of(
                        "title", Html.escaped(behaviour.title()),
                        "style", Resources.own("page.css"),
                        "verdict", verdict(behaviour).toString(),
                        "steps", steps(behaviour).toString(),
                        "end", end(behaviour).toString()));
    }

    private static Html verdict(SpecBehaviour behaviour) {
        return element(
                "div",
                element(
                        "p",
                        element("strong", is("class", behaviour.verdict()), behaviour.verdict()),
                        "  ",
                        behaviour.reason()),
                element("p", is("class", "dim"), behaviour.figures()));
    }

    private static Html steps(SpecBehaviour behaviour) {
        return Html.table(
                List.of("step", "action", "what it changed", "before", "after"),
                behaviour.steps().stream().flatMap(step -> rows(step).stream()).toList());
    }

    /** A row for each change, and one more for the whole state; the first two cells are those of all of them. */
    private static List<Html> rows(Step step) {
        List<Html> rows = new ArrayList<>();
        String height = Integer.toString(step.changes().size() + 1);
        Html number = element(
                "th",
                is("scope", "rowgroup"),
                is("rowspan", height),
                is("class", "num"),
                Integer.toString(step.number()));
        Html action = element(
                "td",
                is("rowspan", height),
                element("span", is("class", "name"), step.action()),
                element("div", is("class", "dim"), step.location()));
        for (Change change : step.changes()) {
            Html place = element("td", is("class", "mono"), change.place());
            Html before = value(change.before(), "");
            Html after = value(change.after(), "changed");
            rows.add(
                    rows.isEmpty()
                            ? element("tr", is("class", "first"), number, action, place, before, after)
                            : element("tr", place, before, after));
        }
        Html whole = element("td", is("colspan", "3"), state(step));
        rows.add(rows.isEmpty() ? element("tr", is("class", "first"), number, action, whole) : element("tr", whole));
        return rows;
    }

    private static Html value(String text, String style) {
        return text.isEmpty()
                ? element("td", is("class", "dim"), "nothing")
                : element("td", is("class", ("mono " + style).strip()), cut(text));
    }

    /** The first one is open: it is where everything begins. */
    private static Html state(Step step) {
        List<Html> variables = step.state().entrySet().stream()
                .map(variable -> variable(variable.getKey(), variable.getValue(), step.changes(variable.getKey())))
                .toList();
        Html summary = element("summary", step.changes().isEmpty() ? "the state" : "the whole state after it");
        Html table = element("table", is("class", "state"), element("tbody", variables));
        return step.number() == 1
                ? element("details", is("open", ""), summary, table)
                : element("details", summary, table);
    }

    /** The mark says by itself what the colour says. */
    private static Html variable(String name, String value, boolean changed) {
        return element(
                "tr",
                is("class", changed ? "changed" : ""),
                element("th", is("scope", "row"), is("class", "mono"), (changed ? "● " : "") + name),
                element("td", is("class", "mono"), cut(value)));
    }

    private static Html end(SpecBehaviour behaviour) {
        int last = behaviour.steps().getLast().number();
        return behaviour.backTo().isEmpty()
                ? Html.NONE
                : element(
                        "p",
                        behaviour.backTo().getAsInt() == last
                                ? "And nothing happens any more."
                                : "And from there again from step "
                                        + behaviour.backTo().getAsInt() + " on, for ever.");
    }

    private static String cut(String text) {
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX - 1) + "…";
    }
}
