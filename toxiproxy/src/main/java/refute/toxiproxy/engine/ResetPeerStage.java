package refute.toxiproxy.engine;

import java.util.List;

/** Swallows the first thing that arrives and, after the timeout, resets the connection. */
final class ResetPeerStage extends Stage {

    private static final long MILLI = 1_000_000;

    private final Effect.ResetPeer resetPeer;
    private boolean triggered;
    private long dueAt = NEVER;

    ResetPeerStage(Effect.ResetPeer resetPeer) {
        super(FEW);
        this.resetPeer = resetPeer;
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        if (!triggered && take() != null) {
            triggered = true;
            dueAt = later(now, resetPeer.timeoutMillis(), MILLI);
            moved = true;
        }
        if (dueAt != NEVER && dueAt - now <= 0) {
            dueAt = NEVER;
            finish(next, Chunk.RESET);
            moved = true;
        }
        return moved;
    }

    @Override
    long wakeAt() {
        return dueAt;
    }

    /** Data was swallowed, so a connection that is healed meanwhile must still not survive. */
    @Override
    List<Chunk> release() {
        return triggered ? List.of(Chunk.RESET) : List.of();
    }
}
