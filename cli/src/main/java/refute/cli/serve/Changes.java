package refute.cli.serve;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Counts how often what is watched has changed. It is looked at twice a second, and only while somebody waits: any file system can do
 * that, also one that is mounted from elsewhere and says nothing of its own. Safe for several threads.
 */
final class Changes implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 500;
    /** Each holds a connection. */
    private static final int LISTENERS_MAX = 32;

    private final Supplier<String> stamp;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("serve-changes").factory());
    private final ScheduledFuture<?> look;
    private String last = "";
    private long count;
    private int listeners;
    private boolean closed;

    Changes(Supplier<String> stamp) {
        this.stamp = stamp;
        this.look =
                looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Begins to listen; false if too many do. Who begins must {@link #leave}. */
    boolean join() {
        lock.lock();
        try {
            if (closed || listeners == LISTENERS_MAX) {
                return false;
            }
            if (listeners++ == 0) {
                // Nobody has looked for a while: from here on it counts.
                last = stamp.get();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            listeners--;
        } finally {
            lock.unlock();
        }
    }

    /** How many changes there were so far. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** The count once it is another one than that, or the same after so long; negative once this is closed. */
    long await(long seen, Duration within) throws InterruptedException {
        long left = within.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && count == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed ? -1 : count;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        lock.lock();
        try {
            if (listeners == 0) {
                return;
            }
        } finally {
            lock.unlock();
        }
        String now = stamp.get();
        lock.lock();
        try {
            if (!now.equals(last)) {
                count++;
                changed.signalAll();
            }
            last = now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        look.cancel(false);
        looking.shutdownNow();
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
