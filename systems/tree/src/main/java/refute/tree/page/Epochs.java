package refute.tree.page;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import refute.tree.mutant.Mutants;

/**
 * Delays what must not happen while somebody may still look. Who reads pages is pinned; an action that is given to {@link #later} runs when all
 * are gone that were pinned then. Who is pinned later cannot see what was unlinked before.
 */
public final class Epochs {
    private static final int GUARDS = 64;
    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;
    private static final long FREE = Long.MAX_VALUE;

    private final AtomicLong epoch = new AtomicLong();
    private final Guard[] guards = new Guard[GUARDS];
    private final List<Guard> more = new CopyOnWriteArrayList<>();
    private final Queue<Delayed> delayed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean collecting = new AtomicBoolean();

    private record Delayed(long epoch, Runnable action) {}

    public Epochs() {
        for (int i = 0; i < GUARDS; i++) {
            guards[i] = new Guard(false);
        }
    }

    /** Keeps what is there from being used again, until it is unpinned. Short: for one operation. */
    public final class Guard {
        private final AtomicLong since = new AtomicLong(FREE);
        private final boolean extra;

        private Guard(boolean extra) {
            this.extra = extra;
        }

        private boolean tryPin() {
            return since.get() == FREE && since.compareAndSet(FREE, epoch.get());
        }

        private void awaitUnpinned(Mutants mutants) {
            for (int spin = 0; since.get() != FREE; spin++) {
                if (!mutants.giveTurn() && spin >= SPINS) {
                    // It reads a page or waits for the log; nobody wakes us, so that to unpin stays one write.
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else {
                    Thread.onSpinWait();
                }
            }
        }

        /** Ends it. */
        public void unpin() {
            since.set(FREE);
            if (extra) {
                more.remove(this);
            }
        }
    }

    /** Pins the caller, until it unpins what it gets. */
    public Guard pin() {
        int start = (int) Thread.currentThread().threadId() * 7;
        for (int i = 0; i < GUARDS; i++) {
            Guard guard = guards[(start + i) & (GUARDS - 1)];
            if (guard.tryPin()) {
                return guard;
            }
        }
        Guard guard = new Guard(true);
        // There before it is pinned would be too late: what it protects is read after this.
        guard.since.set(epoch.get());
        more.add(guard);
        return guard;
    }

    /** Waits until all are gone that are pinned now; those that come meanwhile may be waited for, too. */
    void awaitUnpinned(Mutants mutants) {
        for (Guard guard : guards) {
            guard.awaitUnpinned(mutants);
        }
        for (Guard guard : more) {
            guard.awaitUnpinned(mutants);
        }
    }

    /** Runs an action when all are gone that are pinned now, perhaps at once. */
    public void later(Runnable action) {
        delayed.add(new Delayed(epoch.getAndIncrement(), action));
        collect();
    }

    /** Runs what may run by now. */
    public void collect() {
        if (!collecting.compareAndSet(false, true)) {
            return;
        }
        try {
            long oldest = oldestPinned();
            for (Delayed first = delayed.peek(); first != null && first.epoch() < oldest; first = delayed.peek()) {
                delayed.poll();
                first.action().run();
            }
        } finally {
            collecting.set(false);
        }
    }

    private long oldestPinned() {
        long oldest = FREE;
        for (Guard guard : guards) {
            oldest = Math.min(oldest, guard.since.get());
        }
        for (Guard guard : more) {
            oldest = Math.min(oldest, guard.since.get());
        }
        return oldest;
    }
}
