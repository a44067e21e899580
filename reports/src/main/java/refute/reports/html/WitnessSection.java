package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import refute.harness.check.StandardCheckers;
import refute.harness.check.Witness;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.run.Simulated;
import refute.reports.Lead;
import refute.reports.OperationText;
import refute.reports.Report;

/** A witness in words: the place of its picture, a cycle as a graph, the orders that were tried, and its operations as a table. */
final class WitnessSection {
    private static final int ATTEMPTS_MAX = 8;
    private static final int STEPS_MAX = 12;
    private static final int LISTED_MAX = 100;

    private final Report report;

    WitnessSection(Report report) {
        this.report = report;
    }

    /** Open, its sentence being the report's. */
    Html first(Lead lead) {
        return element("div", heading(lead), body(lead, 0));
    }

    /** Closed behind its sentence. */
    Html other(Lead lead, int number) {
        return element("details", element("summary", lead.witness().sentence()), heading(lead), body(lead, number));
    }

    private static Html heading(Lead lead) {
        String name = switch (lead.witness()) {
            case Witness.Unlinearizable w -> "Not linearizable as " + w.model() + on(w.key());
            case Witness.Elements w -> words(w.anomaly());
            case Witness.Contradiction w -> words(w.anomaly());
            case Witness.Cycle w -> w.anomaly();
            case Witness.NodeFailure w ->
                w.sentence().startsWith(StandardCheckers.ALL_NODES) ? "All nodes together" : "Node " + w.node();
            case Witness.Unexplained w -> w.event() + " of " + w.node() + " is no step of " + w.spec();
        };
        return element("h2", name, " ", element("span", is("class", "dim"), "found by " + lead.checker()));
    }

    private static String words(String anomaly) {
        String words = anomaly.replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String on(Value key) {
        return key.equals(Value.NIL) ? "" : ", key " + OperationText.key(key);
    }

    private List<Html> body(Lead lead, int number) {
        Witness witness = lead.witness();
        List<Html> parts = new ArrayList<>();
        if (witness instanceof Witness.Cycle cycle && !cycle.operations().isEmpty()) {
            parts.add(CyclePicture.of(cycle));
        }
        if (!witness.operations().isEmpty()) {
            parts.add(element("div", is("class", "picture"), is("data-witness", Integer.toString(number))));
            parts.add(element("p", is("class", "help"), caption(lead)));
        }
        switch (witness) {
            case Witness.Unlinearizable w -> parts.addAll(attempts(w));
            case Witness.Elements w -> parts.add(elements(w));
            case Witness.Contradiction w -> {}
            case Witness.Cycle w ->
                parts.add(element(
                        "ol",
                        w.edges().stream().map(edge -> element("li", edge)).toList()));
            case Witness.NodeFailure w -> {
                if (w.lines().size() != 1 || !w.sentence().contains(w.lines().getFirst())) {
                    parts.add(element("pre", is("tabindex", "0"), String.join("\n", w.lines())));
                }
                parts.addAll(meanwhile(lead, number));
            }
            case Witness.Unexplained w -> {
                parts.addAll(unexplained(w));
                parts.addAll(meanwhile(lead, number));
            }
        }
        if (!witness.operations().isEmpty()) {
            parts.add(element("details", element("summary", "The same as text"), operations(witness)));
        }
        return parts;
    }

    /** What clients were at when a node was found wrong. */
    private List<Html> meanwhile(Lead lead, int number) {
        OptionalLong moment = lead.moment(report);
        if (moment.isEmpty() || ReportData.around(report, lead).isEmpty()) {
            return List.of();
        }
        return List.of(
                element(
                        "p",
                        "What clients were at when it was found, at " + OperationText.time(moment.getAsLong())
                                + ", which is the right edge:"),
                element("div", is("class", "picture"), is("data-witness", Integer.toString(number))));
    }

    private List<Html> unexplained(Witness.Unexplained witness) {
        List<Html> parts = new ArrayList<>(List.of(
                element("p", "What the spec demands of it, and what it found:"),
                element("pre", is("tabindex", "0"), String.join("\n", witness.refusal())),
                element("p", "The last events before it, and what each of them changed:"),
                element("pre", is("tabindex", "0"), String.join("\n", witness.before()))));
        if (isOnTheTimeline(witness)) {
            parts.add(element(
                    "p",
                    element("button", is("type", "button"), is("class", "goto-event"), "Show it on the timeline")));
        }
        return parts;
    }

    private boolean isOnTheTimeline(Witness.Unexplained witness) {
        return report.inside()
                .events()
                .filter(events -> events.placeOf(witness).isPresent())
                .isPresent();
    }

    private String caption(Lead lead) {
        Witness witness = lead.witness();
        List<String> during =
                lead.during(report).stream().map(InjectedFault::description).toList();
        return (during.isEmpty() ? nothingInForce() : "In force: " + String.join("; ", during))
                + ". A bar is an operation, from invocation to completion; where bars overlap, either may be first."
                + " Thick and red: cannot be, as the others are. Dotted: what else happened to the key. Idle time is folded."
                + (witness instanceof Witness.Unlinearizable w && w.minimal() ? minimality(w) : "");
    }

    /** Of what happens by chance in simulation only the numbers are kept, so that nobody may say that there was none just then. */
    private String nothingInForce() {
        boolean byChance = Simulated.of(report.results())
                .filter(simulated -> !simulated.accidents().isEmpty())
                .isPresent();
        return byChance
                ? "No fault of the schedule was in force; what went wrong by chance is counted below"
                : "No fault was in force";
    }

    /** The core is all that is shown, or what is left without everything that only tells its story. */
    private static String minimality(Witness.Unlinearizable witness) {
        boolean bare = witness.core().size() == witness.operations().size();
        return " Without any one of the operations" + (bare ? "" : ", and those that make sense only with it,")
                + " the rest would be legal.";
    }

    private List<Html> attempts(Witness.Unlinearizable witness) {
        // An order of nothing explains nothing: the picture's faint bars tell more.
        return witness.attempts().stream()
                .filter(attempt -> !attempt.order().isEmpty())
                .limit(ATTEMPTS_MAX)
                .map(attempt -> attempt(witness, attempt))
                .toList();
    }

    /** One order as a chain: operation, the state after it, the next, … and the one that does not fit. */
    private static Html attempt(Witness.Unlinearizable witness, Witness.Attempt attempt) {
        List<Html> steps = new ArrayList<>();
        int skipped = Math.max(0, attempt.order().size() - STEPS_MAX);
        if (skipped > 0) {
            steps.add(element("li", is("class", "dim"), skipped + " before"));
        }
        for (int n = skipped; n < attempt.order().size(); n++) {
            String state = n < attempt.states().size() ? attempt.states().get(n) : "";
            steps.add(element("li", label(witness, attempt.order().get(n)), element("code", state)));
        }
        steps.add(element("li", is("class", "obstacle"), attempt.obstacle()));
        return element(
                "ol",
                is("class", "chain"),
                is("aria-label", "An order that was tried, with the state after each"),
                steps);
    }

    private static String label(Witness witness, int index) {
        return witness.operations().stream()
                .filter(operation -> operation.index() == index)
                .findFirst()
                .map(OperationText::label)
                .orElse("#" + index);
    }

    private static Html elements(Witness.Elements witness) {
        String shown = String.join(
                " ",
                witness.elements().stream()
                        .limit(LISTED_MAX)
                        .map(OperationText::value)
                        .toList());
        String more = witness.elements().size() > LISTED_MAX ? " …" : "";
        return element("p", is("class", "mono"), witness.elements().size() + " elements: " + shown + more);
    }

    private static Html operations(Witness witness) {
        return Html.table(
                List.of("operation", "process", "from", "to", "outcome"),
                witness.operations().stream()
                        .limit(LISTED_MAX)
                        .map(operation -> element(
                                "tr",
                                element("td", is("class", "mono"), OperationText.label(operation)),
                                element(
                                        "td",
                                        is("class", "num"),
                                        operation.process().toString()),
                                element("td", is("class", "num"), OperationText.time(operation.invokedNanos())),
                                element("td", is("class", "num"), returned(operation)),
                                element("td", outcome(operation))))
                        .toList());
    }

    private static String returned(Operation operation) {
        return operation.completion() == null
                ? "never returned"
                : OperationText.time(operation.completion().timeNanos());
    }

    private static String outcome(Operation operation) {
        return switch (operation.outcome()) {
            case OK -> "ok";
            case FAIL -> "fail: did not happen";
            case INFO -> "info: unknown";
            case INVOKE -> throw new IllegalStateException("an operation ends as an invocation: " + operation);
        };
    }
}
