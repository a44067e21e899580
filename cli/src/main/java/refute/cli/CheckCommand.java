package refute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.run.RunFolder;

/** Judges a run folder again, or history files of others. */
@Command(
        name = "check",
        description = "Judges stored runs again, or histories in files of others.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute check store/latest",
            "  refute check history.edn --model cas-register",
            "  refute check *.log --model cas-register --json",
            "  refute check history.edn --model register --independent --budget 5m",
            "  refute check history.edn --engine knossos --classpath 'knossos/src:lib/*'",
            "  refute check store/latest --certificate && refute check store/latest --verify"
        })
final class CheckCommand implements Callable<Integer>, Checkable {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "run folders or history files")
    List<Path> paths = new ArrayList<>();

    @Mixin
    CheckOptions options = new CheckOptions();

    @Option(names = "--json", description = "one JSON object a history on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkOptions() {
        options.check();
    }

    @Override
    public Integer call() {
        options.check();
        HistoryCheck histories = HistoryCheck.of(console, options, json);
        RunCheck runs = new RunCheck(console, options.budget(), json);
        int worst = 0;
        for (Path path : paths) {
            worst = ExitCodes.worse(worst, one(path, histories, runs));
        }
        return worst;
    }

    /** What is wrong with one path does not keep the others from being judged. */
    private int one(Path path, HistoryCheck histories, RunCheck runs) {
        try {
            boolean run = Files.isDirectory(path) || path.endsWith(RunFolder.RECORD);
            Path folder = Files.isDirectory(path) ? path : parent(path);
            if (run && !options.asksHistory()) {
                return runs.check(folder);
            }
            return histories.check(run ? HistorySource.ofRun(folder) : HistorySource.ofFile(path));
        } catch (BadInput bad) {
            Main.tell(console, bad.problems());
            return Main.EXIT_BAD_INPUT;
        }
    }

    private static Path parent(Path file) {
        @Nullable Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
