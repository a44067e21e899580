package refute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.CheckTask;
import refute.specs.tla.Search;
import refute.specs.tla.Tlc;

/** How {@code spec check} looks, and for how long. */
final class SpecCheckOptions {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "how many threads look (default: all processors; 1 gives the very shortest counterexample)")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--simulate", description = "draws behaviours at random instead of looking at every state")
    boolean simulate;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "how long each drawn behaviour is (default: ${DEFAULT-VALUE})")
    int depth = 100;

    @Option(names = "--seed", paramLabel = "N", description = "what the draws follow from (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "how long to look; past it the answer is unknown (default: ${DEFAULT-VALUE})")
    String time = "10m";

    @Option(
            names = "--states",
            paramLabel = "N",
            description =
                    "how many different states to see at most (--simulate: states in all; default: ${DEFAULT-VALUE})")
    long states = 100_000_000;

    @Option(
            names = "--checkpoint",
            paramLabel = "FOLDER",
            description =
                    "keeps there how far it came: every ten minutes, and when it is stopped or its budget is spent")
    @Nullable
    Path checkpoint;

    @Option(names = "--resume", paramLabel = "FOLDER", description = "goes on from what such a folder keeps")
    @Nullable
    Path resume;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where a behaviour that violates something is kept, as report.html and check.json"
                    + " (default: ${DEFAULT-VALUE})")
    Path out = Path.of("store");

    @Option(
            names = "--tlc-jar",
            paramLabel = "JAR",
            description = "another TLC (a tla2tools.jar), which runs as a child process")
    @Nullable
    Path jar;

    /** @throws BadInput with all that makes no sense */
    CheckTask task(Path module, Path config) {
        BadInput.Collector problems = new BadInput.Collector();
        positive(problems, "--workers", workers);
        positive(problems, "--depth", depth);
        positive(problems, "--states", states);
        Duration budget = Durations.parse("--budget", time);
        positive(problems, "--budget", budget.toNanos());
        if (simulate && (checkpoint != null || resume != null)) {
            problems.add(
                    "--simulate", "keeps nothing that could be gone on from", "leave out --checkpoint and --resume");
        }
        if (checkpoint != null && resume != null) {
            problems.add("--checkpoint", "--resume keeps on in its own folder", "leave out --checkpoint");
        }
        problems.throwIfAny();
        Search search = simulate ? new Search.Simulation(workers, depth, seed) : new Search.Exhaustive(workers);
        CheckTask task = CheckTask.of(module, config, workers).with(search).with(new CheckBudget(budget, states));
        if (resume != null) {
            return task.keeping(resume, true);
        }
        return checkpoint == null ? task : task.keeping(checkpoint, false);
    }

    /** @throws BadInput if there is no such jar */
    Tlc tlc() {
        if (jar == null) {
            return Tlc.inProcess();
        }
        if (!Files.isRegularFile(jar)) {
            throw new BadInput("--tlc-jar", jar + " is no file", "");
        }
        return Tlc.child(jar);
    }

    private static void positive(BadInput.Collector problems, String option, long number) {
        if (number < 1) {
            problems.add(option, number + " is too little", "at least 1");
        }
    }
}
