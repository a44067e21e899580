package refute.harness.run;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Schedule;
import refute.harness.history.HistoryFile;
import refute.harness.history.Reading;
import refute.harness.system.NodeId;

/**
 * The folder that keeps a run: {@code STORE/NAME/TIMESTAMP-SEED}.
 *
 * <table>
 * <caption>What is in it</caption>
 * <tr><td>{@code run.json}</td><td>{@link RunRecord}: written at the start, replaced at the end</td></tr>
 * <tr><td>{@code history.refute}</td><td>{@link HistoryFile}, written as it happens</td></tr>
 * <tr><td>{@code schedule.json}</td><td>{@link ScheduleFile}: the faults, planned and as they happened</td></tr>
 * <tr><td>{@code script.json}</td><td>{@link ScriptFile}: operations and accidents, of a run that was made smaller</td></tr>
 * <tr><td>{@code shrunk.json}</td><td>{@link Shrunk}: of what such a run was made, and whether that came to its end</td></tr>
 * <tr><td>{@code trace.ndjson}</td><td>what nodes recorded of themselves, if they do</td></tr>
 * <tr><td>{@code nodes/NAME/}</td><td>logs of each node</td></tr>
 * <tr><td>{@code report.html}, {@code junit.xml}</td><td>made at the end, and again on request</td></tr>
 * </table>
 *
 * <p>It is there from one moment to the next with {@code run.json} in it, and any number of runs may make theirs at once in one
 * store. Files are replaced whole. Methods that read throw {@link BadInput} on a folder that is none, was written by a newer
 * Refute, or may not be read. Immutable; the files are the state.
 */
public final class RunFolder {
    /** The file that makes a folder a run's. */
    public static final String RECORD = "run.json";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SAME_NAME_MAX = 1000;

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * A new folder for this run, with its record; {@code STORE/latest} points to it.
     *
     * @throws BadInput if the run's name is no folder's name, or the store may not be written
     */
    public static RunFolder create(Path store, RunRecord record) {
        String name = record.scenario().name();
        checkName(name);
        try {
            Path runs = Files.createDirectories(store.resolve(name));
            Path fresh = Files.createTempDirectory(runs, ".new-");
            readableByAll(fresh, "rwxr-xr-x");
            Files.createDirectory(fresh.resolve("nodes"));
            Json.write(fresh.resolve(RECORD), RunRecordJson.write(record));
            Path made = moveToFreeName(
                    fresh,
                    runs,
                    TIMESTAMP.format(record.started()) + "-" + record.scenario().seed());
            pointLatest(store, made);
            return new RunFolder(made);
        } catch (IOException e) {
            throw new BadInput(
                    "--out", "no run folder can be made in " + store + ": " + e, "name a folder that may be written");
        }
    }

    /** @throws BadInput if no run can have this name, which is also a folder's */
    public static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") || name.equals("latest")) {
            throw new BadInput(
                    "--name", "'" + name + "' cannot name a run", "use letters, digits, dots, hyphens; not latest");
        }
    }

    /**
     * The folder of a run that was made before; a symbolic link such as {@code latest} is followed.
     *
     * @throws BadInput if it is none
     */
    public static RunFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "is no folder" : "there is no such folder";
            throw new BadInput(folder.toString(), what, "a run's folder has a " + RECORD);
        }
        try {
            Path real = folder.toRealPath();
            if (!Files.exists(real.resolve(RECORD))) {
                String what =
                        Files.isReadable(real) && Files.isExecutable(real) ? "has no " + RECORD : "may not be read";
                throw new BadInput(folder.toString(), what, "name the folder of a run");
            }
            return new RunFolder(real);
        } catch (IOException e) {
            throw Json.unreadable(folder, e);
        }
    }

    public Path path() {
        return path;
    }

    public Path historyFile() {
        return path.resolve(HistoryFile.NAME);
    }

    public Path scheduleFile() {
        return path.resolve("schedule.json");
    }

    public Path scriptFile() {
        return path.resolve("script.json");
    }

    public Path shrunkFile() {
        return path.resolve("shrunk.json");
    }

    public Path traceFile() {
        return path.resolve("trace.ndjson");
    }

    public Path reportFile() {
        return path.resolve("report.html");
    }

    public Path junitFile() {
        return path.resolve("junit.xml");
    }

    /** Where the logs of this node are; need not exist yet. */
    public Path nodeFolder(NodeId node) {
        return path.resolve("nodes").resolve(node.toString());
    }

    /** What is known of the run: at first the scenario, in the end the outcome too. */
    public RunRecord record() {
        return RunRecordJson.read(
                Json.read(path.resolve(RECORD)), path.resolve(RECORD).toString());
    }

    /** Replaces the record. */
    public void write(RunRecord record) throws IOException {
        Json.write(path.resolve(RECORD), RunRecordJson.write(record));
    }

    /** Replaces the schedule: all faults that are planned, with what became of those that happened. */
    public void write(Schedule schedule, List<InjectedFault> happened) throws IOException {
        Json.write(scheduleFile(), ScheduleFile.write(schedule, happened));
    }

    /** Keeps what is to happen instead of what would be drawn. */
    public void write(Script script) throws IOException {
        Json.write(scriptFile(), ScriptFile.write(script));
    }

    /** What happened instead of what would have been drawn; empty if it was drawn. */
    public Optional<Script> script() {
        return Files.exists(scriptFile()) ? Optional.of(ScriptFile.read(scriptFile())) : Optional.empty();
    }

    /** Keeps how the run was made smaller. */
    public void write(Shrunk shrunk) throws IOException {
        Json.write(shrunkFile(), ShrunkFile.write(shrunk));
    }

    /** How the run was made smaller; empty if it was not, or by a Refute that did not keep it. */
    public Optional<Shrunk> shrunk() {
        return Files.exists(shrunkFile()) ? Optional.of(ShrunkFile.read(shrunkFile())) : Optional.empty();
    }

    /** The faults that were planned; none if there is no schedule. */
    public Schedule schedule() {
        return Files.exists(scheduleFile()) ? ScheduleFile.read(scheduleFile()) : Schedule.EMPTY;
    }

    /** The faults that happened, with their effects. */
    public List<InjectedFault> faults() {
        return Files.exists(scheduleFile()) ? ScheduleFile.readHappened(scheduleFile()) : List.of();
    }

    /** What clients saw, so far; nothing, with a note, if the run ended before its first operation. */
    public Reading history() {
        Reading reading = HistoryFile.read(historyFile());
        if (!reading.history().isEmpty()) {
            return reading;
        }
        List<String> notes = new ArrayList<>(reading.notes());
        notes.add("it has no operation: the run ended before its first");
        return new Reading(reading.history(), notes);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Temporary files belong to their owner alone; those that stay are as others are. */
    static void readableByAll(Path file, String permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (UnsupportedOperationException e) {
            // A file system without such permissions has nothing to mend.
        }
    }

    /** A folder that is there cannot be replaced by a move, as it is not empty: so two runs never share one. */
    private static Path moveToFreeName(Path fresh, Path runs, String name) throws IOException {
        for (int i = 1; i <= SAME_NAME_MAX; i++) {
            Path to = runs.resolve(i == 1 ? name : name + "-" + i);
            if (Files.exists(to)) {
                continue;
            }
            try {
                return Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE).toRealPath();
            } catch (FileSystemException e) {
                if (!Files.exists(to)) {
                    throw e;
                }
            }
        }
        throw new IOException(SAME_NAME_MAX + " runs have the name " + name);
    }

    private static void pointLatest(Path store, Path made) throws IOException {
        Path fresh = store.resolve(".latest-" + made.getFileName());
        try {
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, store.toRealPath().relativize(made));
            Files.move(fresh, store.resolve("latest"), StandardCopyOption.ATOMIC_MOVE);
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException e) {
            // Without symbolic links there is no latest; the run's folder is printed anyway.
            Files.deleteIfExists(fresh);
        }
    }
}
