package refute.kv.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.HardState;
import refute.kv.raft.Members;
import refute.kv.raft.Recovered;
import refute.kv.raft.SnapshotMeta;
import refute.kv.raft.Write;
import refute.kv.state.StateImage;

/**
 * The memory of one member of one group: opens its folder, says what it remembers, and takes writes.
 *
 * <p>{@link #write}, {@link #sync}, {@link #trim} and {@link #close} have one owner; {@link #saveSnapshot} may be called by another thread
 * meanwhile, one at a time. After a {@link StorageFailedException} nothing more is taken.
 */
public final class GroupStorage implements Closeable {
    /** How long a segment gets before a new one is begun, in bytes. */
    public static final long SEGMENT_BYTES = 64L << 20;

    private final Wal wal;
    private final SnapshotFiles snapshots;
    private final Recovered recovered;
    private final Mutants mutants;
    private Optional<SnapshotMeta> installed = Optional.empty();
    private boolean open;
    private boolean failed;

    private GroupStorage(Wal wal, SnapshotFiles snapshots, Recovered recovered, Mutants mutants) {
        this.wal = wal;
        this.snapshots = snapshots;
        this.recovered = recovered;
        this.mutants = mutants;
    }

    /**
     * Opens the folder of a member, or makes it one.
     *
     * @param files the folder
     * @param identity whose it must be
     * @param initial the members that a new one starts with; ignored if the folder has content
     * @param segmentBytes how long a segment gets
     * @param mutants what is wrong with it
     * @throws DamagedFileException if a file holds what no crash can have left there
     * @throws ForeignFolderException if it is another member's folder
     * @throws IOException if the disk fails
     */
    public static GroupStorage open(Files files, Identity identity, Members initial, long segmentBytes, Mutants mutants)
            throws IOException {
        SnapshotFiles snapshots = new SnapshotFiles(files, identity, mutants);
        Optional<SnapshotFiles.Loaded> loaded = snapshots.loadLatest();
        WalRecovery recovery = new WalRecovery(files, identity, mutants);
        Optional<LogImage> log = recovery.read();
        for (String name : files.list()) {
            if (FileNames.isTemporary(name)) {
                files.delete(name);
            }
        }
        if (loaded.isEmpty() && log.isPresent()) {
            throw new DamagedFileException(FileNames.snapshot(0), 0, "there is a log, but no snapshot");
        }
        if (log.isEmpty()) {
            if (loaded.isPresent() && loaded.get().meta().index() > 0) {
                throw new DamagedFileException(FileNames.segment(1), 0, "there is a snapshot, but no log");
            }
            Recovered fresh = Recovered.fresh(initial);
            snapshots.save(fresh.snapshot(), fresh.image());
            Wal wal = Wal.create(files, identity, mutants, segmentBytes);
            return new GroupStorage(wal, snapshots, fresh, mutants);
        }
        Wal wal = Wal.resume(files, mutants, segmentBytes, recovery, log.get());
        return new GroupStorage(wal, snapshots, combine(wal, loaded.orElseThrow(), log.get()), mutants);
    }

    private static Recovered combine(Wal wal, SnapshotFiles.Loaded loaded, LogImage log) throws IOException {
        SnapshotMeta meta = loaded.meta();
        if (log.startsAfter(meta.index())) {
            throw new DamagedFileException(
                    FileNames.snapshot(meta.index()), 0, "the log begins later: a newer snapshot is missing");
        }
        HardState state = log.hardState();
        if (state.term() < meta.term()) {
            // The crash came between the snapshot from a new leader and the record with its term.
            state = new HardState(meta.term(), refute.kv.NodeId.NONE, state.commit());
        }
        if (log.holds(meta)) {
            return new Recovered(state, meta, loaded.image(), log.entriesAfter(meta.index()));
        }
        // Likewise: the log from before the snapshot is void, and says so from now on.
        wal.mark(meta.index(), meta.term());
        wal.sync();
        HardState clipped = new HardState(state.term(), state.vote(), Math.min(state.commit(), meta.index()));
        return new Recovered(clipped, meta, loaded.image(), List.of());
    }

    /** Returns what the folder remembered when it was opened. */
    public Recovered recovered() {
        return recovered;
    }

    /**
     * Writes, in order. Durable after {@link #sync}, which must come before the next call: recovery relies on it. All writes of one call are
     * kept or lost together, so whoever has several batches hands them over as one.
     */
    public void write(List<Write> writes) {
        if (open) {
            throw new IllegalStateException("the last batch is not durable yet");
        }
        open = true;
        attempt("a write to the log", () -> {
            for (Write write : writes) {
                if (write instanceof Write.InstallSnapshot install) {
                    snapshots.save(install.meta(), install.image());
                    installed = Optional.of(install.meta());
                }
            }
            wal.write(writes);
        });
    }

    /** Makes everything written durable. */
    public void sync() {
        try {
            attempt("a sync of the log", wal::sync);
        } catch (StorageFailedException e) {
            if (!mutants.has(Mutant.M25)) {
                throw e;
            }
            failed = false;
        }
        open = false;
        if (installed.isPresent()) {
            long index = installed.get().index();
            installed = Optional.empty();
            trim(index);
        }
    }

    /** Writes a snapshot; it is durable when this returns. */
    public void saveSnapshot(SnapshotMeta meta, StateImage image) {
        try {
            snapshots.save(meta, image);
        } catch (IOException e) {
            throw new StorageFailedException("a snapshot", e);
        }
    }

    /** Deletes what a durable snapshot up to that index makes unnecessary. */
    public void trim(long snapshotIndex) {
        attempt("the removal of old files", () -> {
            wal.trim(snapshotIndex);
            snapshots.deleteBefore(snapshotIndex);
        });
    }

    @Override
    public void close() throws IOException {
        wal.close();
    }

    /** Something that a disk may refuse. */
    private interface DiskAction {
        void run() throws IOException;
    }

    private void attempt(String what, DiskAction action) {
        if (failed) {
            throw new StorageFailedException(what, new IOException("the disk failed before"));
        }
        try {
            action.run();
        } catch (IOException e) {
            failed = true;
            throw new StorageFailedException(what, e);
        }
    }
}
