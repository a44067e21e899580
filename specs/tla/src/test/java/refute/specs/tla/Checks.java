package refute.specs.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Checks of specs that tests write, or that Refute carries. */
final class Checks {
    private static final CheckBudget BUDGET = new CheckBudget(Duration.ofMinutes(5), 10_000_000);

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

    static CheckResult run(CheckTask task) {
        return run(Tlc.inProcess(), task);
    }

    static CheckResult run(Tlc tlc, CheckTask task) {
        try {
            return new ModelCheck(tlc, task, figures -> {}).run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
