package refute.toxiproxy.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a chunk go when its bytes have had the time that the rate gives them. A chunk of more than 100 ms is sent in
 * pieces of 100 ms. What a timer was late is taken off the next wait. Rate 0 keeps the chunk in hand and, as nothing has
 * room any more, the link stops reading.
 */
final class BandwidthStage extends Stage {

    private static final long PIECE_NANOS = 100_000_000;
    private static final long MILLI = 1_000_000;

    private final long rate;
    private @Nullable Chunk held;
    private long owedNanos;
    private long startedAt;
    private long dueAt = NEVER;

    BandwidthStage(Effect.Bandwidth bandwidth) {
        super(FEW);
        this.rate = Math.max(bandwidth.rateKilobytes(), 0);
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
                if (rate > 0) {
                    owedNanos += chunk.length() * MILLI / rate;
                    plan(chunk, now);
                }
            }
            if (rate == 0 || dueAt - now > 0 || !next.hasRoom()) {
                return moved;
            }
            send(held, now, next);
            moved = true;
        }
    }

    private void plan(Chunk chunk, long now) {
        startedAt = now;
        dueAt = now + (isLong(chunk) ? PIECE_NANOS : Math.max(owedNanos, 0));
    }

    private boolean isLong(Chunk chunk) {
        return chunk.length() / 100.0 > rate;
    }

    private void send(Chunk chunk, long now, Outlet next) {
        if (isLong(chunk)) {
            int piece = (int) (rate * 100);
            next.put(chunk.head(piece));
            Chunk rest = chunk.tail(piece);
            owedNanos -= PIECE_NANOS;
            held = rest;
            plan(rest, now);
        } else {
            owedNanos -= now - startedAt;
            held = null;
            dueAt = NEVER;
            next.put(chunk);
        }
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
