package refute.toxiproxy.engine;

/**
 * Drops all data. With a timeout the stream ends when nothing arrived for so long: as in Toxiproxy every chunk starts the
 * clock anew.
 */
final class TimeoutStage extends Stage {

    private static final long MILLI = 1_000_000;

    private final Effect.Timeout timeout;
    private long dueAt = NEVER;

    TimeoutStage(Effect.Timeout timeout, long now) {
        super(FEW);
        this.timeout = timeout;
        restart(now);
    }

    private void restart(long now) {
        dueAt = timeout.timeoutMillis() > 0 ? later(now, timeout.timeoutMillis(), MILLI) : NEVER;
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        for (Chunk chunk = take(); chunk != null; chunk = take()) {
            moved = true;
            if (chunk.isEnd()) {
                dueAt = NEVER;
                next.put(chunk);
                return true;
            }
            restart(now);
        }
        if (dueAt != NEVER && dueAt - now <= 0) {
            dueAt = NEVER;
            finish(next, Chunk.END);
            moved = true;
        }
        return moved;
    }

    @Override
    long wakeAt() {
        return dueAt;
    }
}
