package refute.cli;

import java.io.IOException;
import java.nio.file.Path;
import refute.harness.BadInput;
import refute.harness.history.Entry;
import refute.harness.history.History;
import refute.harness.history.HistoryFile;
import refute.harness.history.HistoryWriter;
import refute.harness.run.Recording;
import refute.harness.run.RunFolder;

/** Records a run into its folder, as it happens. */
final class FolderRecording implements Recording {
    private final RunFolder folder;
    private final HistoryWriter writer;

    private FolderRecording(RunFolder folder, HistoryWriter writer) {
        this.folder = folder;
        this.writer = writer;
    }

    static FolderRecording open(RunFolder folder) {
        try {
            return new FolderRecording(folder, HistoryWriter.create(folder.historyFile(), System::nanoTime));
        } catch (IOException e) {
            throw new BadInput(folder.historyFile().toString(), "cannot be written: " + e, "");
        }
    }

    @Override
    public String runId() {
        // Timestamp and seed, and what tells apart runs of one store that begin in one millisecond; process ids tell
        // stores apart.
        return folder.path().getFileName().toString().replaceAll("[^A-Za-z0-9-]", "") + "-"
                + ProcessHandle.current().pid();
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public void append(Entry entry) {
        writer.append(entry);
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
