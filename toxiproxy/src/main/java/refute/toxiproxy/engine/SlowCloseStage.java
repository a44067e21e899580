package refute.toxiproxy.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes data on at once and holds the end back. */
final class SlowCloseStage extends Stage {

    private static final long MILLI = 1_000_000;

    private final Effect.SlowClose slowClose;
    private @Nullable Chunk end;
    private long dueAt = NEVER;

    SlowCloseStage(Effect.SlowClose slowClose) {
        super(FEW);
        this.slowClose = slowClose;
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        for (Chunk chunk = peek(); chunk != null && (chunk.isEnd() || next.hasRoom()); chunk = peek()) {
            take();
            moved = true;
            if (chunk.isEnd()) {
                end = chunk;
                dueAt = later(now, slowClose.delayMillis(), MILLI);
            } else {
                next.put(chunk);
            }
        }
        if (end != null && dueAt - now <= 0) {
            next.put(end);
            end = null;
            dueAt = NEVER;
            moved = true;
        }
        return moved;
    }

    @Override
    long wakeAt() {
        return dueAt;
    }

    @Override
    List<Chunk> release() {
        return end == null ? List.of() : List.of(end);
    }
}
