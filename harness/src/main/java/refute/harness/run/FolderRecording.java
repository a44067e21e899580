package refute.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import refute.harness.BadInput;
import refute.harness.check.Trace;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Schedule;
import refute.harness.history.Entry;
import refute.harness.history.History;
import refute.harness.history.HistoryFile;
import refute.harness.history.HistoryWriter;
import refute.harness.history.RecordingFailed;

/** Writes into a run folder. Nothing of the history stays in memory until it is judged. */
final class FolderRecording implements Recording {
    private final RunFolder folder;
    private final String runId;
    private final HistoryWriter writer;
    private int entries;

    FolderRecording(RunFolder folder, String runId) {
        this.folder = folder;
        this.runId = runId;
        try {
            // Its clock is not used: entries come with their times.
            this.writer = HistoryWriter.create(folder.historyFile(), () -> 0);
        } catch (IOException e) {
            throw new BadInput(folder.historyFile().toString(), "cannot be made: " + e, "use a folder of a new run");
        }
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public void append(Entry entry) {
        writer.append(entry);
        entries++;
    }

    @Override
    public void faults(Schedule schedule, List<InjectedFault> happened) {
        try {
            folder.write(schedule, happened);
        } catch (IOException e) {
            throw new RecordingFailed("the schedule cannot be written: " + e.getMessage(), entries, e);
        }
    }

    @Override
    public Trace trace(Trace recorded) {
        if (recorded.name().equals(folder.traceFile().toString())) {
            return recorded;
        }
        try (BufferedReader lines = recorded.open();
                Writer out = Files.newBufferedWriter(folder.traceFile())) {
            lines.transferTo(out);
        } catch (IOException e) {
            throw new RecordingFailed("the trace cannot be written: " + e.getMessage(), entries, e);
        }
        Trace kept = Trace.of(recorded.spec(), folder.traceFile());
        return recorded.origin().isPresent() ? kept.withOrigin(recorded.origin().getAsLong()) : kept;
    }

    @Override
    public History history() {
        return HistoryFile.read(folder.historyFile()).history();
    }

    @Override
    public void close() {
        writer.close();
    }
}
