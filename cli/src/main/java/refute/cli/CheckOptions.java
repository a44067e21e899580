package refute.cli;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Nearest;
import refute.harness.check.Budget;
import refute.harness.history.HistoryFormat;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.knossos.ClassPath;
import refute.specs.model.FailedCas;
import refute.specs.model.Models;

/** How {@code check} reads and judges. */
final class CheckOptions {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,6})([kmg])", Pattern.CASE_INSENSITIVE);

    private static final List<String> ENGINES = List.of("refute", "knossos");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "what is correct (refute list models); the default fits the functions of the history, if one does")
    @Nullable
    String model;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "refute, notation, jepsen-edn, jepsen-log or porcupine-kv; the default is what it looks like")
    @Nullable
    String format;

    @Option(
            names = "--initial",
            paramLabel = "VALUE",
            description = "the state before the first operation, as EDN (default: nil, empty, 0)")
    @Nullable
    String initial;

    @Option(names = "--independent", description = "values are [key value]: judge each key by itself")
    boolean independent;

    @Option(
            names = "--failed-cas",
            paramLabel = "WHAT",
            description =
                    "what a compare-and-set says that failed, for no reason told or as its value differed: nothing, or"
                            + " observation of another value (default: nothing in files of others, observation in runs)")
    @Nullable
    String failedCas;

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "how long one check may take; past it the answer is unknown (default: ${DEFAULT-VALUE})")
    String time = "60s";

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "how much memory one check may use, such as 2g (default: half of the heap)")
    @Nullable
    String memory;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "who judges: refute, or knossos if it is there (default: ${DEFAULT-VALUE})")
    String engine = "refute";

    @Option(
            names = "--classpath",
            paramLabel = "PATHS",
            description = "jars and source folders with Knossos and what it needs (docs/knossos.md)")
    @Nullable
    String classPath;

    @Option(
            names = "--certificate",
            description = "writes the proof of a verdict into the run's folder, or beside the history file")
    boolean certificate;

    @Option(names = "--verify", description = "only verifies such a proof, without the engine")
    boolean verify;

    /** @throws BadInput with everything that makes no sense */
    void check() {
        BadInput.Collector problems = new BadInput.Collector();
        List<Runnable> readings = List.of(
                this::time,
                this::memory,
                this::initial,
                this::usesKnossos,
                this::namedFormat,
                this::namedModel,
                () -> failedCas(FailedCas.NOTHING));
        for (Runnable reading : readings) {
            try {
                reading.run();
            } catch (BadInput bad) {
                problems.addAll(bad);
            }
        }
        problems.throwIfAny();
    }

    private void namedFormat() {
        if (format != null) {
            HistoryFormat.named(format);
        }
    }

    private void namedModel() {
        if (model != null && !model.equals(Catalogues.LIST_APPEND)) {
            Models.named(model, Models.Choice.usual());
        }
    }

    Value initial() {
        return initial == null ? Value.NIL : HistoryNotation.value("--initial", initial);
    }

    /** Whether a run is to be judged as any history is, and not by the checkers of its workload. */
    boolean asksHistory() {
        return model != null || verify || certificate || usesKnossos();
    }

    /** @throws BadInput if there is no such engine, or it cannot do what else is asked */
    boolean usesKnossos() {
        if (!ENGINES.contains(engine)) {
            throw new BadInput("--engine", "there is no engine '" + engine + "'", Nearest.remedy(engine, ENGINES));
        }
        boolean knossos = engine.equals("knossos");
        if (knossos && (certificate || verify)) {
            throw new BadInput("--engine", "Knossos gives no proof that could be written or verified", "leave it out");
        }
        if (!knossos && classPath != null) {
            throw new BadInput("--classpath", "is where Knossos is, which is not asked", "add --engine knossos");
        }
        return knossos;
    }

    ClassPath classPath() {
        return classPath == null ? ClassPath.OWN : ClassPath.parse(classPath);
    }

    /** @throws BadInput if time or memory make no sense */
    Budget budget() {
        return Budget.standard().withTime(time()).withMemory(memory());
    }

    private Duration time() {
        Duration duration = Durations.parse("--budget", time);
        if (duration.isZero()) {
            throw new BadInput("--budget", "a budget of zero cannot judge anything", "such as 60s");
        }
        return duration;
    }

    private long memory() {
        return memory == null ? Budget.standard().memoryBytes() : bytes(memory);
    }

    /** What is asked for, or else what is usual. */
    FailedCas failedCas(FailedCas usual) {
        if (failedCas == null) {
            return usual;
        }
        for (FailedCas one : FailedCas.values()) {
            if (one.word().equals(failedCas)) {
                return one;
            }
        }
        throw new BadInput(
                "--failed-cas",
                "'" + failedCas + "' is no convention",
                Nearest.remedy(failedCas, List.of("nothing", "observation")));
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new BadInput("--memory", "'" + text + "' is no size", "such as 512m or 2g");
        }
        int shift = switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            default -> 30;
        };
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
