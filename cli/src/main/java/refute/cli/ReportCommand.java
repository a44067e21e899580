package refute.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.history.History;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;

/** Writes the HTML report of stored runs again. */
@Command(
        name = "report",
        description = "Writes the HTML report of runs again, from what their folders hold.",
        footerHeading = "%nExamples:%n",
        footer = {"  refute report store/latest --open", "  refute report store/etcd-register/*"})
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "run folders")
    List<Path> runs = new ArrayList<>();

    @Option(names = "--open", description = "open the reports in a browser")
    boolean open;

    @Option(names = "--json", description = "one JSON object a report on standard output")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        for (Path run : runs) {
            try {
                one(run);
            } catch (BadInput bad) {
                problems.addAll(bad.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInput(problems);
        }
        return 0;
    }

    private void one(Path run) {
        RunFolder folder = RunFolder.open(run);
        RunRecord record = folder.record();
        History history = folder.history().history();
        try {
            RunReport.write(folder, record, history);
        } catch (IOException e) {
            throw new UncheckedIOException("the report of " + run + " cannot be written", e);
        }
        Path report = folder.reportFile();
        if (json) {
            console.result(Json.line(Map.of("run", folder.path().toString(), "report", report.toString())));
        } else {
            console.result(EndScreen.shortest(report).toString());
        }
        if (open) {
            Browser.open(console, report);
        }
    }
}
