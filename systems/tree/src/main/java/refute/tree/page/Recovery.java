package refute.tree.page;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import refute.tree.log.Log;
import refute.tree.log.LogEnd;
import refute.tree.log.LogScan;
import refute.tree.log.LogShape;
import refute.tree.log.Segment;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/**
 * Opens a folder: the newest good snapshot, and the log from there to its end.
 *
 * <p>What was read is made durable before anything rests on it, since a process that was killed may have left it in the system's memory
 * only; then a new snapshot is written, and its number is the log's new incarnation: what lies behind the end that was found can never be
 * taken for part of the log again. Until then nothing is changed, so a crash in between leaves what there was.
 */
public final class Recovery {
    private final Storage storage;
    private final LogShape shape;
    private final Mutants mutants;

    public Recovery(Storage storage, LogShape shape, Mutants mutants) {
        this.storage = storage;
        this.shape = shape;
        this.mutants = mutants;
    }

    /**
     * What there is.
     *
     * @param file of the log
     */
    public record Recovered(StorageFile file, Log log, Collection<Page> pages, Snapshots snapshots) {}

    /** What housekeeping goes on with; only this package looks inside. */
    public static final class Snapshots {
        private final SnapshotFiles files;

        Snapshots(SnapshotFiles files) {
            this.files = files;
        }

        SnapshotFiles files() {
            return files;
        }
    }

    /**
     * Recovers what is in the folder, or makes a new store of an empty one.
     *
     * @throws DamagedStoreException if what is there cannot be the rest of a crash
     */
    public Recovered recover() throws IOException {
        new StoreFormat(storage, mutants).checkOrCreate(shape.segmentBytes());
        SnapshotFiles snapshots = new SnapshotFiles(storage, mutants);
        StorageFile file = openLog(snapshots);
        try {
            Optional<Snapshot> snapshot = snapshots.load();
            if (snapshot.isEmpty() && file.size() > 0) {
                throw new DamagedStoreException("snapshot", 0, "there is none, though there is a log");
            }
            Replay replay = new Replay(snapshot.map(Snapshot::pages).orElse(List.of()));
            LogEnd end = LogScan.of(file, shape, mutants)
                    .read(snapshot.map(Snapshot::place).orElse(0L), replay);
            refuseWhatRestsOnNothing(replay, end);
            file.sync();
            long incarnation = snapshots.save(end.place(), replay.pages());
            Log log = new Log(file, shape, end, incarnation, mutants);
            return new Recovered(file, log, replay.pages(), new Snapshots(snapshots));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private StorageFile openLog(SnapshotFiles snapshots) throws IOException {
        if (storage.list().contains(Log.FILE)) {
            return storage.open(Log.FILE);
        }
        if (snapshots.isThere()) {
            throw new DamagedStoreException(Log.FILE, 0, "it is missing, though there are snapshots");
        }
        StorageFile file = storage.open(Log.FILE);
        if (!mutants.has(Mutant.T02)) {
            storage.syncDirectory();
        }
        return file;
    }

    private void refuseWhatRestsOnNothing(Replay replay, LogEnd end) throws IOException {
        var sequences = end.segments().stream().map(Segment::sequence).collect(Collectors.toSet());
        for (Page page : replay.pages()) {
            for (int i = 0; i < page.messages(); i++) {
                if (!sequences.contains(page.place(i) / shape.segmentBytes())) {
                    throw new DamagedStoreException(
                            Log.FILE,
                            0,
                            "page " + page.id() + " rests on segment " + page.place(i) / shape.segmentBytes()
                                    + ", which is not there");
                }
            }
        }
    }
}
