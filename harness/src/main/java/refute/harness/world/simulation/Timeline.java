package refute.harness.world.simulation;

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

    void add(long atNanos, Action action) {
        queue.add(Math.max(atNanos, nowNanos), action);
    }

    /** When the next event is due; {@link Long#MAX_VALUE} if there is none. */
    public long nextNanos() {
        return queue.nextTime();
    }

    /** Lets the next event happen; false if there is none. */
    public boolean step() {
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

    /** Takes into the hash that something happened now. */
    public void note(Happening what, long digest) {
        long z = hash * GOLDEN_GAMMA + nowNanos;
        z = (z ^ (z >>> 29)) * 0xBF58476D1CE4E5B9L + digest + what.number();
        hash = (z ^ (z >>> 32)) * 0x94D049BB133111EBL;
    }
}
