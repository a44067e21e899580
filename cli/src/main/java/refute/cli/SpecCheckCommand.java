package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.specs.tla.CheckOutcome;
import refute.specs.tla.CheckTask;
import refute.specs.tla.ModelCheck;
import refute.specs.tla.Spec;
import refute.specs.tla.Specs;
import refute.specs.tla.Tlc;

/** Checks a model of a spec with TLC. */
@Command(
        name = "check",
        description = "Checks every state of a spec's model with TLC, or draws behaviours at random.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute spec check Bank",
            "  refute spec check Bank --model checked",
            "  refute spec check Raft --mutant M12 --json",
            "  refute spec check Raft --model large --budget 8h --checkpoint raft-states",
            "  refute spec check Raft --model large --budget 8h --resume raft-states",
            "  refute spec check mine/Queue.tla --config mine/Queue.cfg --simulate --budget 1m"
        })
final class SpecCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1", paramLabel = "SPEC", description = "a spec's name (refute spec list), or a file NAME.tla")
    String spec = "";

    @Option(names = "--model", paramLabel = "NAME", description = "which model of it (default: small)")
    @Nullable
    String model;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "a bug that is seeded in the spec; none switches off the one that a model has")
    @Nullable
    String mutant;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the model of a spec in a file (default: NAME.cfg beside it)")
    @Nullable
    Path config;

    @Mixin
    SpecCheckOptions options = new SpecCheckOptions();

    @Option(names = "--json", description = "one JSON object on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    SpecCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec.endsWith(".tla")) {
            return check(ofFile(), SpecReport.of(console, Path.of(spec)));
        }
        Spec known = Specs.named(spec);
        if (config != null) {
            throw new BadInput("--config", "is the model of a spec in a file", "write --model for " + known.name());
        }
        Path folder = Files.createTempDirectory("refute-spec-");
        try {
            SpecChoice choice = SpecChoice.of(known, model, mutant);
            return check(choice.task(folder, options), SpecReport.of(console, choice));
        } finally {
            delete(folder);
        }
    }

    @SuppressWarnings("try") // The handler is only held while the check goes on.
    private int check(CheckTask task, SpecReport report) throws IOException, InterruptedException {
        Tlc tlc = options.tlc();
        report.begin(task);
        ModelCheck check = new ModelCheck(tlc, task, report::progress);
        Runnable stop = () -> {
            console.endLive();
            console.note("stopping (once more leaves at once)");
            check.stop("it was stopped");
        };
        try (Interrupts unused = Interrupts.handle(stop)) {
            CheckOutcome result = check.run();
            if (json) {
                report.json(result);
            } else {
                report.screen(result);
            }
            report.keep(result, options.out).ifPresent(page -> console.note("report: " + page));
            return result.verdict().exitCode();
        } finally {
            report.endProgress();
        }
    }

    /** @throws BadInput if the files are not there, or an option is about the specs that Refute carries */
    private CheckTask ofFile() {
        BadInput.Collector problems = new BadInput.Collector();
        Path module = Path.of(spec);
        Path file = config == null ? Path.of(spec.substring(0, spec.length() - ".tla".length()) + ".cfg") : config;
        if (!Files.isRegularFile(module)) {
            problems.add(spec, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            problems.add(file.toString(), "there is no such file, which says what to check", "write --config FILE");
        }
        if (model != null || mutant != null) {
            problems.add(
                    model != null ? "--model" : "--mutant", "is of the specs that Refute carries", "write --config");
        }
        problems.throwIfAny();
        return options.task(module, file);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
