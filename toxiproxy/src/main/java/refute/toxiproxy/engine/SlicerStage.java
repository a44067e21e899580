package refute.toxiproxy.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts chunks by halving them until the pieces are small enough, and waits after each piece. */
final class SlicerStage extends Stage {

    private static final long MICRO = 1_000;

    private final Effect.Slicer slicer;
    private final SplittableRandom random;
    private final Deque<Chunk> pieces = new ArrayDeque<>();
    private long dueAt = NEVER;

    SlicerStage(Effect.Slicer slicer, SplittableRandom random) {
        super(FEW);
        this.slicer = slicer;
        this.random = random;
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        while (dueAt == NEVER || dueAt - now <= 0) {
            if (pieces.isEmpty()) {
                dueAt = NEVER;
                Chunk chunk = take();
                if (chunk == null) {
                    return moved;
                }
                moved = true;
                if (chunk.isEnd()) {
                    next.put(chunk);
                    return true;
                }
                cut(chunk);
            }
            if (!next.hasRoom()) {
                return moved;
            }
            next.put(pieces.remove());
            dueAt = later(now, slicer.delayMicros(), MICRO);
            moved = true;
        }
        return moved;
    }

    /** A piece of one byte is never cut, and a cut leaves a byte on both sides: Toxiproxy recurses without end there. */
    private void cut(Chunk chunk) {
        int length = chunk.length();
        long variation = Math.max(slicer.variationBytes(), 0);
        if (length <= 1 || length - Math.max(slicer.averageBytes(), 0) <= variation) {
            pieces.add(chunk);
            return;
        }
        long shift = variation > 0 ? random.nextLong(-variation, variation) : 0;
        int middle = Math.clamp(length / 2 + shift, 1, length - 1);
        cut(chunk.head(middle));
        cut(chunk.tail(middle));
    }

    @Override
    long wakeAt() {
        return dueAt;
    }

    @Override
    List<Chunk> release() {
        return List.copyOf(pieces);
    }
}
