package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import refute.reports.SpecBehaviour;
import refute.specs.tla.Change;
import refute.specs.tla.CheckOutcome;
import refute.specs.tla.Counterexample;
import refute.specs.tla.TlaValue;

/** Shows behaviours of specs, as steps of which each tells only what it changed. */
final class Behaviours {
    private static final int WIDTH = 160;

    private Behaviours() {}

    /** Each step with what it changed; the first with all of its state. */
    static void show(Console console, Counterexample behaviour) {
        List<List<Change>> changes = behaviour.changes();
        for (int i = 0; i < behaviour.steps().size(); i++) {
            Counterexample.Step step = behaviour.steps().get(i);
            console.result(console.bold(step.number() + "  " + step.action()) + console.dim("  " + step.location()));
            if (i == 0) {
                step.state().forEach((name, value) -> console.result(cut("     " + name + " = " + value)));
            } else {
                changes.get(i).forEach(change -> console.result(cut("     " + change)));
            }
        }
        behaviour
                .backTo()
                .ifPresent(number -> console.result(console.bold(
                        number == behaviour.steps().size()
                                ? "and nothing happens any more"
                                : "and from there again from step " + number + " on, for ever")));
        console.result("");
    }

    /** The same for {@code --json}. */
    static Map<String, Object> plain(Counterexample behaviour) {
        List<List<Change>> changes = behaviour.changes();
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < behaviour.steps().size(); i++) {
            Counterexample.Step step = behaviour.steps().get(i);
            Map<String, Object> state = new LinkedHashMap<>();
            step.state().forEach((name, value) -> state.put(name, value.plain()));
            Map<String, Object> plain = new LinkedHashMap<>();
            plain.put("step", step.number());
            plain.put("action", step.action());
            plain.put("location", step.location());
            plain.put("changes", changes.get(i).stream().map(Behaviours::plain).toList());
            plain.put("state", state);
            steps.add(plain);
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("steps", steps);
        behaviour.backTo().ifPresent(number -> plain.put("backTo", number));
        return plain;
    }

    /** The same for a page. */
    static SpecBehaviour page(String title, CheckOutcome result, String figures, Counterexample behaviour) {
        List<List<Change>> changes = behaviour.changes();
        List<SpecBehaviour.Step> steps = new ArrayList<>();
        for (int i = 0; i < behaviour.steps().size(); i++) {
            Counterexample.Step step = behaviour.steps().get(i);
            SequencedMap<String, String> state = new LinkedHashMap<>();
            step.state().forEach((name, value) -> state.put(name, value.toString()));
            steps.add(new SpecBehaviour.Step(
                    step.number(),
                    step.action(),
                    step.location(),
                    changes.get(i).stream().map(Behaviours::page).toList(),
                    state));
        }
        return new SpecBehaviour(
                title, result.verdict().word(), result.finding().reason(), figures, steps, behaviour.backTo());
    }

    private static SpecBehaviour.Change page(Change change) {
        return new SpecBehaviour.Change(
                change.place().split("[.\\[]", 2)[0],
                change.place(),
                change.before().map(TlaValue::toString).orElse(""),
                change.after().map(TlaValue::toString).orElse(""));
    }

    private static Map<String, Object> plain(Change change) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("place", change.place());
        change.before().map(TlaValue::plain).ifPresent(value -> plain.put("before", value));
        change.after().map(TlaValue::plain).ifPresent(value -> plain.put("after", value));
        return plain;
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
