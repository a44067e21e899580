package refute.toxiproxy.engine;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Holds each chunk until its delay, counted from its arrival, has passed. Up to 1024 chunks are under way at once. */
final class LatencyStage extends Stage {

    private static final int UNDER_WAY_MAX = 1024;
    private static final long MILLI = 1_000_000;

    private final Effect.Latency latency;
    private final SplittableRandom random;
    private @Nullable Chunk held;
    private long dueAt = NEVER;

    LatencyStage(Effect.Latency latency, SplittableRandom random) {
        super(UNDER_WAY_MAX);
        this.latency = latency;
        this.random = random;
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        while (true) {
            if (held == null) {
                Chunk chunk = take();
                if (chunk == null) {
                    return moved;
                }
                moved = true;
                if (chunk.isEnd()) {
                    next.put(chunk);
                    return true;
                }
                held = chunk;
                dueAt = later(chunk.receivedNanos(), delayMillis(), MILLI);
            }
            if (dueAt - now > 0 || !next.hasRoom()) {
                return moved;
            }
            next.put(held.at(dueAt));
            held = null;
            dueAt = NEVER;
            moved = true;
        }
    }

    private long delayMillis() {
        long jitter = Math.min(latency.jitterMillis(), Long.MAX_VALUE / 4);
        return jitter <= 0 ? latency.latencyMillis() : latency.latencyMillis() + random.nextLong(jitter * 2) - jitter;
    }

    @Override
    long wakeAt() {
        return dueAt;
    }

    @Override
    List<Chunk> release() {
        return held == null ? List.of() : List.of(held);
    }
}
