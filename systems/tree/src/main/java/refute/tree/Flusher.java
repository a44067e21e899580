package refute.tree;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import refute.tree.storage.StoreFailedException;

/** A thread that flushes a store from time to time, until it is stopped or the store fails. */
final class Flusher {
    private final TreeStore store;
    private final long everyNanos;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    Flusher(TreeStore store, long everyNanos) {
        this.store = store;
        this.everyNanos = everyNanos;
        this.thread = Thread.ofPlatform().daemon().name("tree-flusher").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping.await(everyNanos, TimeUnit.NANOSECONDS)) {
                store.flush();
            }
        } catch (StoreFailedException | InterruptedException e) {
            // A failure is kept by the log, and thrown at whoever calls next.
        }
    }

    /** Returns when the thread has ended. An interrupt is kept for later. */
    void stop() {
        stopping.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
