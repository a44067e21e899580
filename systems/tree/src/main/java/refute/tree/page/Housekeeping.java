package refute.tree.page;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import refute.tree.log.Log;
import refute.tree.log.LogScan;
import refute.tree.log.Segment;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/**
 * Keeps the log short: takes snapshots of the page table, so that recovery need not scan far; lets segments be used again; and moves pages
 * out of segments in which little is needed any more. One thread at a time; a second one goes its way.
 *
 * <p>A snapshot is made from the one before and the log in between, by the code of recovery: so it is the table at one place of the log, and
 * writers don't wait for it.
 */
public final class Housekeeping {
    private final Log log;
    private final PageStore pages;
    private final SnapshotFiles snapshots;
    private final int snapshotSegments;
    private final Mutants mutants;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile long dueBytes;

    /** @param snapshotSegments after how many segments' worth of log a snapshot is taken at the latest */
    public Housekeeping(Log log, PageStore pages, Recovery.Snapshots snapshots, int snapshotSegments, Mutants mutants) {
        this.log = log;
        this.pages = pages;
        this.snapshots = snapshots.files();
        this.snapshotSegments = snapshotSegments;
        this.mutants = mutants;
        this.dueBytes = dueBytes();
    }

    /** Does what is due after a flush. */
    public void afterFlush() {
        if (!turn.tryLock()) {
            return;
        }
        try {
            if (isSnapshotDue(log.stable())) {
                snapshot();
                clean();
                dueBytes = dueBytes();
            }
            reclaim();
            pages.epochs().collect();
        } catch (IOException e) {
            throw log.failed("a snapshot could not be written", e);
        } finally {
            turn.unlock();
        }
    }

    /** Returns whether so much of the log has been written that a flush should follow. */
    public boolean isDue() {
        return isSnapshotDue(log.written());
    }

    private boolean isSnapshotDue(long place) {
        return place - snapshots.newestPlace() >= dueBytes;
    }

    /**
     * After how much log the next snapshot is due. What is before the oldest of two snapshots can be used again, so the less is needed of the
     * log, the sooner: after an eighth of it, within bounds.
     */
    private long dueBytes() {
        long segment = log.shape().segmentBytes();
        long live =
                log.segments().inUse().stream().mapToLong(Segment::liveBytes).sum();
        return Math.min(snapshotSegments * segment, Math.max(Math.min(2, snapshotSegments) * segment, live / 8));
    }

    /** Takes a last snapshot, so that the next opening has nothing to scan. */
    public void close() throws IOException {
        turn.lock();
        try {
            if (log.stable() > snapshots.newestPlace()) {
                snapshot();
            }
        } finally {
            turn.unlock();
        }
    }

    private void snapshot() throws IOException {
        Snapshot before = snapshots.newest();
        long place = log.stable();
        Replay replay = new Replay(before.pages());
        LogScan.Visitor visitor = mutants.has(Mutant.T14) ? new Late(replay) : replay;
        long end = log.scan().read(before.place(), place, visitor).place();
        if (end != place) {
            throw new IllegalStateException("the log was stable up to " + place + ", but ends at " + end);
        }
        long whole = replay.wholeUpTo(place);
        if (whole > before.place()) {
            snapshots.save(whole, replay.pages());
        }
    }

    private void reclaim() {
        // Not the stable place: what made something superfluous may be part of what belongs together and is not whole
        // yet.
        log.segments().reclaim(snapshots.newestPlace(), snapshots.oldestPlace(), pages.epochs()::later);
    }

    /**
     * When less than three quarters of the segments that hold anything are needed, the emptiest quarter of them is freed of its pages. Those that hold nothing only wait for two
     * snapshots: to count them would make the cleaner run after its own garbage for ever.
     */
    private void clean() {
        List<Segment> inUse = log.segments().inUse().stream()
                .filter(segment -> segment.liveBytes() > 0)
                .toList();
        long live = inUse.stream().mapToLong(Segment::liveBytes).sum();
        // As much as was written since the older snapshot cannot be used again anyway.
        long least = 2 * dueBytes / log.shape().segmentBytes() + 2;
        if (inUse.size() <= least || live * 4 > 3L * inUse.size() * log.shape().segmentBytes()) {
            return;
        }
        Set<Long> emptiest = inUse.stream()
                .filter(segment -> (segment.sequence() + 1) * log.shape().segmentBytes() <= log.stable())
                .sorted(Comparator.comparingLong(Segment::liveBytes))
                .limit(Math.max(1, inUse.size() / 4))
                .map(Segment::sequence)
                .collect(Collectors.toSet());
        pages.moveOutOf(emptiest);
    }

    /** Passes on each message when the next one comes, and so never the last. */
    private static final class Late implements LogScan.Visitor {
        private final Replay replay;
        private long lsn;
        private byte[] payload = {};

        private Late(Replay replay) {
            this.replay = replay;
        }

        @Override
        public void incarnation(long number) {
            replay.incarnation(number);
        }

        @Override
        public void pages(long place, byte[] its) throws IOException {
            if (payload.length > 0) {
                replay.pages(lsn, payload);
            }
            lsn = place;
            payload = its;
        }
    }
}
