package refute.tree.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import refute.tree.TreeStore;
import refute.tree.storage.DamagedStoreException;

/**
 * The store of a server, as it is open now. After its disk has failed it takes nothing more: then whoever runs the server is told, or the store is
 * opened anew, as often as it takes. Safe for threads.
 */
final class OpenStore implements Closeable {
    private static final long REOPEN_MILLIS = 100;

    private final Opening opening;
    private final @Nullable ScheduledExecutorService reopener;
    private final Consumer<Throwable> onFailure;
    private final AtomicReference<@Nullable Opened> present;
    private final AtomicLong reopened = new AtomicLong();
    private final AtomicLong lastIncarnation = new AtomicLong();
    private volatile boolean closed;

    /** Opens a store. */
    interface Opening {
        TreeStore open() throws IOException;
    }

    /**
     * A store while it is open.
     *
     * @param incarnation greater with each opening
     */
    record Opened(TreeStore store, long incarnation) {}

    /**
     * Opens the store for the first time.
     *
     * @param reopener opens it anew when its disk has failed; none: the failure is told, once
     */
    OpenStore(Opening opening, @Nullable ScheduledExecutorService reopener, Consumer<Throwable> onFailure)
            throws IOException {
        this.opening = opening;
        this.reopener = reopener;
        this.onFailure = onFailure;
        this.present = new AtomicReference<>(opened());
    }

    private Opened opened() throws IOException {
        TreeStore store = opening.open();
        // A clock may have been set back; between two openings in one process it must not look like that.
        return new Opened(store, lastIncarnation.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis())));
    }

    /** Returns the store; nothing while it is being opened anew. */
    @Nullable
    Opened present() {
        return present.get();
    }

    /** Returns whether that store is the one that is open. */
    boolean isPresent(Opened which) {
        return present.compareAndSet(which, which);
    }

    /** Returns how often it was opened anew. */
    long reopened() {
        return reopened.get();
    }

    /** Told by whoever met the failure of that store's disk; by many, of the same one. */
    void failed(Opened which, Throwable cause) {
        if (!present.compareAndSet(which, null)) {
            return;
        }
        ScheduledExecutorService its = reopener;
        if (its == null || cause.getCause() instanceof DamagedStoreException) {
            // Damage does not pass.
            onFailure.accept(cause);
        } else if (!closed) {
            System.err.println("tree-server: the disk has failed, the store is opened anew: " + cause.getMessage());
            its.execute(() -> reopen(which, its));
        }
    }

    /** Told by whoever saw the store do what it must not. */
    void broken(Throwable cause) {
        onFailure.accept(cause);
    }

    private void reopen(Opened old, ScheduledExecutorService its) {
        closeFailed(old.store());
        tryToOpen(its);
    }

    private void tryToOpen(ScheduledExecutorService its) {
        if (closed) {
            return;
        }
        try {
            present.set(opened());
            reopened.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            System.err.println("tree-server: the store does not open yet: " + e.getMessage());
            // What it throws, it has caught.
            var unused = its.schedule(() -> tryToOpen(its), REOPEN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** It lets go of its folder, and cannot write anything. */
    private static void closeFailed(TreeStore store) {
        try {
            store.close();
        } catch (IOException | RuntimeException e) {
            // The failure that is known already.
        }
    }

    /** Makes everything durable, and lets the folder go. */
    @Override
    public void close() throws IOException {
        closed = true;
        ScheduledExecutorService its = reopener;
        if (its != null) {
            its.shutdown();
            try {
                if (!its.awaitTermination(1, TimeUnit.SECONDS)) {
                    System.err.println("tree-server: the store is still being opened");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Opened last = present.getAndSet(null);
        if (last != null) {
            last.store().close();
        }
    }
}
