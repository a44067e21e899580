package refute.specs.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Checks of specs that tests write, or that Refute carries. */
final class Checks {
    private static final CheckBudget BUDGET = new CheckBudget(Duration.ofMinutes(5), 10_000_000);
    private static final Map<SpecMutant, Finding.Violated> REFUTED = new ConcurrentHashMap<>();

    private Checks() {}

    /** A module of that name with that body, and a model of it. */
    static CheckTask task(Path folder, String name, String body, String config) {
        try {
            Path module = Files.writeString(
                    folder.resolve(name + ".tla"), "---- MODULE " + name + " ----\n" + body + "\n====\n");
            return CheckTask.of(module, Files.writeString(folder.resolve(name + ".cfg"), config), 2)
                    .with(BUDGET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model of a spec that Refute carries. */
    static CheckTask task(Path folder, Spec spec, SpecModel model, String mutant) {
        try {
            return CheckTask.of(spec.writeTo(folder), spec.writeModel(folder, model, mutant), 2)
                    .with(BUDGET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CheckOutcome run(CheckTask task) {
        return run(Tlc.inProcess(), task);
    }

    static CheckOutcome run(Tlc tlc, CheckTask task) {
        try {
            return new ModelCheck(tlc, task, figures -> {}).run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What TLC finds of a mutant, with one worker: the very shortest behaviour, and always the same one. Looked for once. */
    static Finding.Violated refute(Spec spec, SpecMutant mutant) {
        return REFUTED.computeIfAbsent(mutant, key -> {
            try {
                Path folder = Files.createTempDirectory("refute-mutant-");
                CheckTask task = task(folder, spec, spec.model(mutant.model()), mutant.name());
                CheckOutcome result = run(task.with(new Search.Exhaustive(1)));
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
                if (result.finding() instanceof Finding.Violated violated) {
                    return violated;
                }
                throw new AssertionError(spec.name() + ", mutant " + mutant.name() + ": " + result);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Whether a thread ends by itself within a moment. */
    static boolean ends(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The jar of the TLC that Refute brings, as if it were another one. */
    static Path jar() {
        String file =
                Checks.class.getClassLoader().getResource("tlc2/TLC.class").getPath();
        return Path.of(file.substring("file:".length(), file.indexOf('!')));
    }
}
