package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.history.Reading;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.reports.RunIndex;
import refute.reports.html.IndexReport;

/** Writes the HTML report of stored runs again; of several, with an index. */
@Command(
        name = "report",
        description = {
            "Writes the HTML report of runs again, from what their folders hold. Of several runs, or of a folder with runs in it,"
                    + " it writes an index as well: scenarios by versions and seeds, and how verdicts have changed.",
            "",
            "A run that still goes on has a report, too; it says that it is incomplete."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute report store/latest --open",
            "  refute report store/etcd-register/*                  their index is store/etcd-register/index.html",
            "  refute report store --index overview.html --open     all runs below a folder"
        })
final class ReportCommand implements Callable<Integer> {
    private static final String INDEX = "index.html";

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "run folders, or folders that have some in them")
    List<Path> runs = new ArrayList<>();

    @Option(
            names = "--index",
            paramLabel = "FILE",
            description = "where the index of several runs goes (default: index.html in the folder that they share)")
    @Nullable
    Path index;

    @Option(names = "--open", description = "open the report in a browser; of several, the index")
    boolean open;

    @Option(names = "--json", description = "one JSON object a report on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ReportCommand(Console console) {
        this.console = console;
    }

    /** What is wrong with one run does not keep the others from being reported; all of it is told at the end. */
    @Override
    public Integer call() {
        SequencedSet<Path> named = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        boolean several = find(named, problems) || named.size() > 1 || index != null;
        for (Path run : named) {
            try {
                one(run, open && !several);
            } catch (BadInput bad) {
                problems.addAll(bad.problems());
            }
        }
        if (several && !named.isEmpty()) {
            index(List.copyOf(named), problems);
        }
        if (!problems.isEmpty()) {
            throw new BadInput(problems.stream().distinct().toList());
        }
        return 0;
    }

    /** The run folders that are meant, each once; true if a folder of runs was named. */
    private boolean find(SequencedSet<Path> named, List<Problem> problems) {
        boolean stores = false;
        for (Path path : runs) {
            RunStore below = Files.isDirectory(path) && !RunStore.isRun(path)
                    ? RunStore.look(path)
                    : new RunStore(List.of(), List.of());
            try {
                if (below.runs().isEmpty()) {
                    named.add(RunFolder.open(path).path());
                } else {
                    stores = true;
                    for (Path run : below.runs()) {
                        named.add(run.toRealPath());
                    }
                    problems.addAll(below.problems());
                }
            } catch (IOException e) {
                problems.add(new Problem(path.toString(), "cannot be read: " + e.getMessage(), ""));
            } catch (BadInput bad) {
                problems.addAll(bad.problems());
            }
        }
        return stores;
    }

    private void one(Path run, boolean opened) {
        RunFolder folder = RunFolder.open(run);
        RunRecord record = folder.record();
        Reading reading = folder.history();
        reading.notes().forEach(note -> console.note(EndScreen.shortest(run) + ": " + note));
        Path report = folder.reportFile();
        try {
            RunReport.write(folder, record, reading.history());
            if (record.outcome().isEmpty() && folder.record().outcome().isPresent()) {
                // It has ended meanwhile, and its own report may have been replaced by this one.
                record = folder.record();
                RunReport.write(folder, record, folder.history().history());
            }
        } catch (IOException e) {
            throw cannotBeWritten(report, e);
        }
        if (json) {
            Map<String, Object> made = new LinkedHashMap<>();
            made.put("run", run.toString());
            made.put("report", report.toString());
            made.put("incomplete", record.outcome().isEmpty());
            console.result(Json.line(made));
        } else {
            console.result(EndScreen.shortest(report).toString());
        }
        if (opened) {
            Browser.open(console, report);
        }
    }

    private void index(List<Path> named, List<Problem> problems) {
        Path shared = shared(named);
        Path file = index == null ? shared.resolve(INDEX) : index.toAbsolutePath();
        RunIndex made;
        try {
            Path from = folderOf(file).toRealPath();
            made = new RunLines(from).index(RunStore.title(shared), named, List.of());
            problems.addAll(made.problems());
            IndexReport.write(
                    new RunIndex(
                            made.title(),
                            made.runs(),
                            problems.stream().distinct().toList()),
                    file);
        } catch (IOException e) {
            problems.addAll(cannotBeWritten(file, e).problems());
            return;
        }
        if (json) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("index", file.toString());
            written.put("runs", made.runs().size());
            console.result(Json.line(written));
        } else {
            console.result(EndScreen.shortest(file).toString());
        }
        if (open) {
            Browser.open(console, file);
        }
    }

    /** The deepest folder that has all of these in it. */
    private static Path shared(List<Path> named) {
        Path shared = folderOf(named.getFirst());
        while (!isAbove(shared, named)) {
            shared = folderOf(shared);
        }
        return shared;
    }

    private static boolean isAbove(Path folder, List<Path> named) {
        return named.stream().allMatch(run -> run.startsWith(folder));
    }

    /** Of an absolute path; the root is its own. */
    private static Path folderOf(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static BadInput cannotBeWritten(Path file, IOException e) {
        return new BadInput(
                EndScreen.shortest(file).toString(),
                "cannot be written: " + e.getMessage(),
                "check the permissions of its folder, and the space on its disk");
    }
}
