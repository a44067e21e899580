package refute.cli.suite;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.reports.junit.SuiteXml;
import refute.reports.markdown.SuiteMarkdown;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.SuiteReport;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder with what came of a suite.
 *
 * <table>
 * <caption>What is in it</caption>
 * <tr><td>{@code results.ndjson}</td><td>the plan, each cell as it ends, and the end: readable after the harness was killed</td></tr>
 * <tr><td>{@code junit.xml}</td><td>for the pages of CI servers</td></tr>
 * <tr><td>{@code summary.md}</td><td>for the summary of a CI job</td></tr>
 * <tr><td>{@code artefacts.txt}</td><td>what is worth keeping, a path a line: these files, and the run folders of what was not valid</td></tr>
 * </table>
 *
 * <p>What an earlier execution left there is replaced. Safe for several threads.
 */
public final class Results implements Closeable {
    static final String FILE = "results.ndjson";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final Writer lines;

    private Results(Path folder, Writer lines) {
        this.folder = folder;
        this.lines = lines;
    }

    /** @throws BadInput if the folder may not be written */
    public static Results begin(Path folder, Plan plan) {
        try {
            Files.createDirectories(folder);
            Results results = new Results(folder, Files.newBufferedWriter(folder.resolve(FILE)));
            results.write(ResultLines.of(plan));
            return results;
        } catch (IOException e) {
            throw new BadInput("--results", folder + " cannot be written: " + e, "name a folder that may be written");
        }
    }

    public synchronized void add(CellReport cell) throws IOException {
        write(ResultLines.of(cell));
    }

    /** The last line, and the reports. */
    public synchronized void end(SuiteReport report) throws IOException {
        write(ResultLines.of(report));
        replace("junit.xml", SuiteXml.text(report));
        replace("summary.md", SuiteMarkdown.of(report));
        replace("artefacts.txt", artefacts(report));
    }

    /** As one line of JSON, for programs. */
    public static Map<String, Object> line(CellReport cell) {
        return ResultLines.of(cell);
    }

    /** The same of the whole. */
    public static Map<String, Object> line(SuiteReport report) {
        return ResultLines.of(report);
    }

    public Path folder() {
        return folder;
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }

    private void write(Map<String, Object> line) throws IOException {
        lines.write(MAPPER.writeValueAsString(line));
        lines.write('\n');
        // So that a killed harness leaves all that had ended.
        lines.flush();
    }

    private void replace(String name, String text) throws IOException {
        Path fresh = folder.resolve("." + name + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private String artefacts(SuiteReport report) {
        Stream<String> own =
                Stream.of(FILE, "junit.xml", "summary.md", "artefacts.txt").map(name -> folder.resolve(name) + "\n");
        Stream<String> runs = report.cells().stream()
                .filter(CellReport::tells)
                .flatMap(cell -> cell.tries().stream())
                .map(CellTry::run)
                .filter(run -> !run.isEmpty())
                .map(run -> run + "\n");
        return Stream.concat(own, runs).collect(Collectors.joining());
    }
}
