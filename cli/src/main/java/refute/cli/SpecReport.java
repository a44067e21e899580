package refute.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import refute.specs.tla.Change;
import refute.specs.tla.CheckOutcome;
import refute.specs.tla.CheckTask;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Figures;
import refute.specs.tla.Finding;
import refute.specs.tla.Search;
import refute.specs.tla.TlaValue;

/** Says what a model check is at, and what came of it: the counterexample as steps, of which each shows only what it changed. */
final class SpecReport {
    private static final int WIDTH = 160;

    private final Console console;
    private final String spec;
    private final String model;
    private final String mutant;

    private SpecReport(Console console, String spec, String model, String mutant) {
        this.console = console;
        this.spec = spec;
        this.model = model;
        this.mutant = mutant;
    }

    static SpecReport of(Console console, SpecChoice choice) {
        return new SpecReport(console, choice.spec().name(), choice.model().name(), choice.mutant());
    }

    static SpecReport of(Console console, Path module) {
        return new SpecReport(console, module.getFileName().toString(), "", "");
    }

    void begin(CheckTask task) {
        String how = switch (task.search()) {
            case Search.Exhaustive all -> "every state";
            case Search.Simulation drawn -> "behaviours drawn from seed " + drawn.seed();
        };
        int workers = task.search().workers();
        console.note(title() + ": " + how + ", " + workers + (workers == 1 ? " worker" : " workers"));
    }

    void progress(Figures figures) {
        console.live(counts(figures));
    }

    void endProgress() {
        console.endLive();
    }

    void screen(CheckOutcome result) {
        endProgress();
        result.finding().behaviour().ifPresent(this::steps);
        String colour = switch (result.verdict()) {
            case VALID -> "32;1";
            case INVALID -> "31;1";
            case UNKNOWN -> "33;1";
        };
        console.result(console.colour(colour, result.verdict().word()) + "  " + title() + ": "
                + result.finding().reason());
        console.result(counts(result.figures()));
    }

    void json(CheckOutcome result) {
        endProgress();
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("verdict", result.verdict().word());
        plain.put("spec", spec);
        plain.put("model", model);
        plain.put("mutant", mutant);
        plain.put("reason", result.finding().reason());
        if (result.finding() instanceof Finding.Violated violated) {
            plain.put("kind", violated.kind().word());
            plain.put("property", violated.name());
        }
        Figures figures = result.figures();
        plain.put("states", figures.generated());
        plain.put("distinct", figures.distinct());
        plain.put("queue", figures.queue());
        plain.put("depth", figures.depth());
        plain.put("traces", figures.traces());
        plain.put("nanos", figures.nanos());
        result.finding().behaviour().ifPresent(behaviour -> plain.put("counterexample", plain(behaviour)));
        console.result(Json.line(plain));
    }

    private String title() {
        return spec + (model.isEmpty() ? "" : " (" + model + ")") + (mutant.isEmpty() ? "" : ", mutant " + mutant);
    }

    private void steps(Counterexample behaviour) {
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

    private static Map<String, Object> plain(Counterexample behaviour) {
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
            plain.put("changes", changes.get(i).stream().map(SpecReport::plain).toList());
            plain.put("state", state);
            steps.add(plain);
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("steps", steps);
        behaviour.backTo().ifPresent(number -> plain.put("backTo", number));
        return plain;
    }

    private static Map<String, Object> plain(Change change) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("place", change.place());
        change.before().map(TlaValue::plain).ifPresent(value -> plain.put("before", value));
        change.after().map(TlaValue::plain).ifPresent(value -> plain.put("after", value));
        return plain;
    }

    private static String counts(Figures figures) {
        String traces = figures.traces() > 0 ? String.format(Locale.ROOT, "%,d behaviours, ", figures.traces()) : "";
        String distinct = figures.distinct() > 0
                ? String.format(
                        Locale.ROOT,
                        ", %,d different, %,d waiting, depth %,d",
                        figures.distinct(),
                        figures.queue(),
                        figures.depth())
                : "";
        return String.format(
                Locale.ROOT,
                "%s%,d states%s, %.1f s, %,.0f states/s",
                traces,
                figures.generated(),
                distinct,
                figures.nanos() / 1e9,
                figures.perSecond());
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
