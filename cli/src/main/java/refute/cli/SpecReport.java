package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import refute.reports.html.BehaviourReport;
import refute.specs.tla.CheckOutcome;
import refute.specs.tla.CheckTask;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Figures;
import refute.specs.tla.Finding;
import refute.specs.tla.Search;

/** Says what a model check is at, and what came of it: the counterexample as steps, of which each shows only what it changed. */
final class SpecReport {
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
        result.finding().behaviour().ifPresent(behaviour -> Behaviours.show(console, behaviour));
        String colour = switch (result.verdict()) {
            case VALID -> "32;1";
            case INVALID -> "31;1";
            case UNKNOWN -> "33;1";
        };
        console.result(console.colour(colour, result.verdict().word()) + "  " + title() + ": "
                + result.finding().reason());
        console.result(counts(result.figures()));
    }

    /** Keeps the behaviour that shows something, if there is one, as a page and as data; returns the page. */
    Optional<Path> keep(CheckOutcome result, Path store) throws IOException {
        Optional<Counterexample> behaviour = result.finding().behaviour();
        if (behaviour.isEmpty()) {
            return Optional.empty();
        }
        Path folder = store.resolve("spec-"
                + Stream.of(spec.replace(".tla", ""), model, mutant)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("-")));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("check.json"), Json.line(plain(result)) + "\n");
        Path page = folder.resolve("report.html");
        BehaviourReport.write(Behaviours.page(title(), result, counts(result.figures()), behaviour.get()), page);
        return Optional.of(page);
    }

    void json(CheckOutcome result) {
        endProgress();
        console.result(Json.line(plain(result)));
    }

    private Map<String, Object> plain(CheckOutcome result) {
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
        result.finding().behaviour().ifPresent(behaviour -> plain.put("counterexample", Behaviours.plain(behaviour)));
        return plain;
    }

    private String title() {
        return spec + (model.isEmpty() ? "" : " (" + model + ")") + (mutant.isEmpty() ? "" : ", mutant " + mutant);
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
}
