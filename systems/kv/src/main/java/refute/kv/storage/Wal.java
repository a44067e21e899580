package refute.kv.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import refute.kv.BytesWriter;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Entry;
import refute.kv.raft.HardState;
import refute.kv.raft.Write;

/** The write-ahead log: segments of records, of which only the last grows. One owner at a time. */
final class Wal implements Closeable {
    private static final int BATCH_BYTES = 4096;
    /** What one large batch has taken is not kept for the next. */
    private static final int BATCH_KEPT_BYTES = 1 << 20;

    private final Files files;
    private final Identity identity;
    private final Mutants mutants;
    private final long segmentBytes;
    private final List<Segment> segments = new ArrayList<>();
    private final BytesWriter batch = new BytesWriter(BATCH_BYTES);
    private Files.OpenFile file;
    private RecordWriter writer;
    private HardState hardState;
    private long lastIndex;
    private long lastTerm;

    private Wal(Files files, Identity identity, Mutants mutants, long segmentBytes, Segment first) throws IOException {
        this.files = files;
        this.identity = identity;
        this.mutants = mutants;
        this.segmentBytes = segmentBytes;
        this.hardState = first.hardState();
        this.lastIndex = first.lastIndex();
        this.lastTerm = first.lastTerm();
        this.file = create(first, 0);
        this.writer = new RecordWriter(file, file.size(), chainOf(first, 0));
        this.segments.add(first);
    }

    private Wal(Files files, Mutants mutants, long segmentBytes, WalRecovery recovery, LogImage image)
            throws IOException {
        this.files = files;
        this.mutants = mutants;
        this.segmentBytes = segmentBytes;
        this.segments.addAll(recovery.segments());
        this.identity = segments.getLast().identity();
        this.hardState = image.hardState();
        this.lastIndex = image.lastIndex();
        this.lastTerm = image.lastTerm();
        this.file = files.open(FileNames.segment(segments.getLast().number()));
        this.writer = new RecordWriter(file, recovery.end(), recovery.chain());
        // What a killed process wrote was read, but need not be durable; from here on it counts as that.
        file.sync();
        files.syncDirectory();
    }

    /** Starts a log that follows that index. */
    static Wal create(Files files, Identity identity, Mutants mutants, long segmentBytes) throws IOException {
        return new Wal(files, identity, mutants, segmentBytes, new Segment(identity, 1, HardState.INITIAL, 0, 0));
    }

    /** Goes on with the log that was read. */
    static Wal resume(Files files, Mutants mutants, long segmentBytes, WalRecovery recovery, LogImage image)
            throws IOException {
        return new Wal(files, mutants, segmentBytes, recovery, image);
    }

    /** Writes a batch as one record. It is durable after {@link #sync}. */
    void write(List<Write> writes) throws IOException {
        batch.clear(BATCH_KEPT_BYTES);
        for (Write write : writes) {
            WriteCodec.encode(batch, write);
        }
        append();
        writes.forEach(this::note);
    }

    /** Says that the log follows a snapshot from now on. */
    void mark(long index, long term) throws IOException {
        batch.clear(BATCH_KEPT_BYTES);
        WriteCodec.encodeMark(batch, index, term);
        append();
        lastIndex = index;
        lastTerm = term;
    }

    void sync() throws IOException {
        file.sync();
    }

    /** Deletes the segments of which a snapshot up to that index makes nothing needed. */
    void trim(long snapshotIndex) throws IOException {
        boolean deleted = false;
        Iterator<Segment> each = segments.iterator();
        Segment segment = each.next();
        List<Segment> kept = new ArrayList<>();
        while (each.hasNext()) {
            Segment next = each.next();
            // The oldest first, so that what is left is always without gaps.
            if (kept.isEmpty() && next.lastIndex() <= snapshotIndex) {
                files.delete(FileNames.segment(segment.number()));
                deleted = true;
            } else {
                kept.add(segment);
            }
            segment = next;
        }
        kept.add(segment);
        if (deleted) {
            segments.clear();
            segments.addAll(kept);
            files.syncDirectory();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void append() throws IOException {
        if (writer.position() >= segmentBytes) {
            roll();
        }
        writer.append(Segment.BATCH_TYPE, batch);
    }

    private void note(Write write) {
        switch (write) {
            case Write.SetHardState set -> hardState = set.state();
            case Write.AppendEntries append -> {
                Entry last = append.entries().getLast();
                lastIndex = last.index();
                lastTerm = last.term();
            }
            case Write.InstallSnapshot install -> {
                lastIndex = install.meta().index();
                lastTerm = install.meta().term();
            }
        }
    }

    private void roll() throws IOException {
        // What the new segment follows must be durable before it.
        file.sync();
        file.close();
        Segment next = new Segment(identity, segments.getLast().number() + 1, hardState, lastIndex, lastTerm);
        int chain = writer.chain();
        file = create(next, chain);
        writer = new RecordWriter(file, file.size(), chainOf(next, chain));
        segments.add(next);
    }

    private Files.OpenFile create(Segment segment, int chain) throws IOException {
        String name = FileNames.segment(segment.number());
        String temporary = name + FileNames.TEMPORARY;
        try (Files.OpenFile created = files.open(temporary)) {
            created.truncate(0);
            new RecordWriter(created, 0, chain).append(Segment.TYPE, segment.encode());
            created.sync();
        }
        files.rename(temporary, name);
        if (!mutants.has(Mutant.M24)) {
            files.syncDirectory();
        }
        return files.open(name);
    }

    private static int chainOf(Segment segment, int previous) {
        return RecordFormat.crcOf(RecordFormat.encode(Segment.TYPE, previous, segment.encode()));
    }
}
