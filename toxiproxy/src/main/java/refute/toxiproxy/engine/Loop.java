package refute.toxiproxy.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/**
 * One thread with a selector: serves its sockets, runs what others hand it, and keeps timers. Timers are as exact as the
 * selector's wait, one millisecond, which is also Toxiproxy's.
 *
 * <p>{@link #run} and {@link #close} may be called by any thread; everything else by the loop's own.
 */
final class Loop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final long MILLI = 1_000_000;

    /** What a selection key is attached to. */
    interface Ready {
        void ready(SelectionKey key, long now) throws IOException;
    }

    private record Timer(long dueAt, LongConsumer action) {}

    private final Selector selector;
    private final Thread thread;
    private final Queue<LongConsumer> handedOver = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong((Timer timer) -> timer.dueAt()));
    private final BufferPool pool = new BufferPool();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(BufferPool.BUFFER_BYTES);
    private volatile boolean closing;

    Loop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector to be had", e);
        }
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::turn);
    }

    Loop start() {
        thread.start();
        return this;
    }

    BufferPool pool() {
        return pool;
    }

    /** Read into here; its content matters only until the next read. */
    ByteBuffer scratch() {
        return scratch;
    }

    /** Hands work to the loop; it gets the current {@link System#nanoTime}. */
    void run(LongConsumer work) {
        handedOver.add(work);
        selector.wakeup();
    }

    /** Hands work to the loop and counts the latch down when it is done, also if the loop is closing. */
    void run(LongConsumer work, CountDownLatch done) {
        run(now -> {
            try {
                work.accept(now);
            } finally {
                done.countDown();
            }
        });
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        return channel.register(selector, operations, ready);
    }

    /** Releases the descriptors of channels that were closed: a selector defers that to its next look. */
    void releaseClosed() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the action once, not before {@code dueAt}. */
    void at(long dueAt, LongConsumer action) {
        timers.add(new Timer(dueAt, action));
    }

    private void turn() {
        while (!closing) {
            try {
                select();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The selector failed; trying again", e);
            }
            runHandedOver();
            runTimers();
        }
        runHandedOver();
    }

    private void select() throws IOException {
        Timer first = timers.peek();
        if (first == null) {
            selector.select(this::serve);
            return;
        }
        long wait = first.dueAt() - System.nanoTime();
        if (wait <= 0) {
            selector.selectNow(this::serve);
        } else {
            selector.select(this::serve, (wait + MILLI - 1) / MILLI);
        }
    }

    private void serve(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Ready ready) {
            try {
                ready.ready(key, System.nanoTime());
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.ERROR, "A socket failed in an unforeseen way and is closed", e);
                closeQuietly(key);
            }
        }
    }

    private static void closeQuietly(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Closing failed too", e);
        }
    }

    private void runHandedOver() {
        for (LongConsumer work = handedOver.poll(); work != null; work = handedOver.poll()) {
            guarded(work);
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        int known = timers.size(); // those that they set meanwhile wait for the next turn, after the sockets
        for (int i = 0; i < known && !timers.isEmpty() && timers.peek().dueAt() - now <= 0; i++) {
            guarded(timers.remove().action());
        }
    }

    private void guarded(LongConsumer work) {
        try {
            work.accept(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Work on a loop failed in an unforeseen way", e);
        }
    }

    /** Ends the thread and waits for it; work that was handed over before is still done. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Closing the selector failed", e);
        }
    }
}
