package refute.toxiproxy.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One toxic at work on one link: an inbox, and a rule that moves chunks from it to the next outlet. Owned by the link's
 * loop; no method blocks.
 */
abstract class Stage implements Outlet {

    /** No wake-up is needed: something else will run the stage. */
    static final long NEVER = Long.MAX_VALUE;

    /** A chunk being worked on and one waiting, about what Toxiproxy's unbuffered channels hold. */
    static final int FEW = 2;

    private Deque<Chunk> inbox = new ArrayDeque<>();
    private final int capacity;
    private boolean ended;

    Stage(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public final boolean hasRoom() {
        return !ended && inbox.size() < capacity;
    }

    @Override
    public final void put(Chunk chunk) {
        if (ended) {
            return;
        }
        ended = chunk.isEnd();
        inbox.add(chunk);
    }

    @Override
    public final boolean ended() {
        return ended;
    }

    /** Takes nothing more, as a stage that comes after the end must. */
    final void endInput() {
        ended = true;
    }

    /** Continues where another stage of the same place stopped. */
    final void takeOver(Stage predecessor) {
        inbox = predecessor.inbox;
        ended = predecessor.ended;
    }

    final @Nullable Chunk peek() {
        return inbox.peek();
    }

    final @Nullable Chunk take() {
        return inbox.poll();
    }

    /** Ends the stream here: what is still on its way to this stage goes nowhere. */
    final void finish(Outlet next, Chunk end) {
        inbox.clear();
        ended = true;
        next.put(end);
    }

    /** Moves what is due and welcome; says whether anything changed. */
    abstract boolean run(long now, Outlet next);

    /** When the stage wants to run again although nothing arrives and nothing drains; {@link #NEVER} if it does not. */
    long wakeAt() {
        return NEVER;
    }

    /** Gives up the chunks in hand, oldest first, because the stage is being replaced or removed. */
    List<Chunk> release() {
        return List.of();
    }

    /** Adds {@code delay} to {@code nanos} without wrapping round; a negative delay counts as none. */
    static long later(long nanos, long delay, long unitNanos) {
        long bounded = Math.min(Math.max(delay, 0), Long.MAX_VALUE / 4 / unitNanos);
        return nanos + bounded * unitNanos;
    }
}
