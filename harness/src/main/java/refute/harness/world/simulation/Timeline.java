package refute.harness.world.simulation;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: what happens, in order, and a hash of all that has happened.
 *
 * <p>Time passes only from one event to the next. The hash takes in every event with its time, what kind it was and a digest
 * of its content; two runs with equal hashes went the same way. Owned by one thread.
 */
public final class Timeline {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final EventQueue queue = new EventQueue();
    private long nowNanos;
    private long events;
    private long hash;
    private @Nullable Breakpoint breakpoint;
    private Supplier<List<String>> state = List::of;

    /** Nanoseconds since the simulation began. */
    public long nowNanos() {
        return nowNanos;
    }

    /** How much has happened. */
    public long events() {
        return events;
    }

    /** The hash of all that has happened. */
    public long hash() {
        return hash;
    }

    /** Lets something happen after so much time; what is added for one time happens in the order of the additions. */
    public void after(long nanos, Runnable action) {
        add(nowNanos + Math.max(0, nanos), action::run);
    }

    /** Halts there, with what is said of the state then. */
    void breakAt(Breakpoint where, Supplier<List<String>> describing) {
        breakpoint = where;
        state = describing;
    }

    void add(long atNanos, Action action) {
        queue.add(Math.max(atNanos, nowNanos), action);
    }

    /** When the next event is due; {@link Long#MAX_VALUE} if there is none. */
    public long nextNanos() {
        return queue.nextTime();
    }

    /**
     * Lets the next event happen; false if there is none.
     *
     * @throws Halted if there is one, and a breakpoint before it
     */
    public boolean step() {
        if (breakpoint != null) {
            haltThere(breakpoint);
        }
        long time = queue.nextTime();
        Action action = queue.poll();
        if (action == null) {
            return false;
        }
        nowNanos = time;
        events++;
        action.happen();
        return true;
    }

    private void haltThere(Breakpoint where) {
        if (queue.size() > 0 && where.haltsBefore(events + 1)) {
            throw new Halted(events, state.get());
        }
    }

    /** Takes into the hash that something happened now, on no node alone. */
    public void note(Happening what, long digest) {
        note(what, 0, digest);
    }

    /** Takes into the hash that something happened now on this node; the digest knows it, too. */
    void note(Happening what, int node, long digest) {
        long z = hash * GOLDEN_GAMMA + nowNanos;
        z = (z ^ (z >>> 29)) * 0xBF58476D1CE4E5B9L + digest + what.number();
        hash = (z ^ (z >>> 32)) * 0x94D049BB133111EBL;
        if (breakpoint != null) {
            breakpoint.happened(what, node, nowNanos);
        }
    }
}
