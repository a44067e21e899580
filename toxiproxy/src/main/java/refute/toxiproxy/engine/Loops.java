package refute.toxiproxy.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The loops of an engine, as one. Safe for use by many threads, but never by the loops themselves. */
final class Loops implements AutoCloseable {

    private final List<Loop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    Loops(int count) {
        loops = IntStream.range(0, count)
                .mapToObj(i -> new Loop("toxiproxy-loop-" + i).start())
                .toList();
    }

    /** Connections and listeners are dealt out in turn. */
    Loop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /** Has every loop do the work, and returns when all have. */
    void onEach(BiConsumer<Loop, Long> work) {
        CountDownLatch done = new CountDownLatch(loops.size());
        for (Loop loop : loops) {
            loop.run(now -> work.accept(loop, now), done);
        }
        await(done);
    }

    /** Returns when the latch is down, even if interrupted meanwhile: a change half made must not be reported. */
    static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
    }
}
