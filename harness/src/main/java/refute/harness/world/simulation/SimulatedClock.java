package refute.harness.world.simulation;

/**
 * A node's two clocks. The monotonic one runs at a speed of its own and starts anew with each start of the machine's program;
 * the wall clock is wrong by some offset besides, and may be set.
 */
final class SimulatedClock {
    private static final long MILLION = 1_000_000L;
    /** The monotonic clock's origin is nobody's business; not 0, so that nobody takes it for one. */
    private static final long ORIGIN_NANOS = 1_000_000_000L;

    private final int drift;
    private long offsetNanos;
    private long startedNanos;

    /** @param drift by how many millionths it runs fast (or slow, if negative) */
    SimulatedClock(int drift, long offsetNanos) {
        this.drift = drift;
        this.offsetNanos = offsetNanos;
    }

    void restart(long trueNanos) {
        startedNanos = trueNanos;
    }

    long monotonic(long trueNanos) {
        return ORIGIN_NANOS + local(trueNanos - startedNanos);
    }

    long wall(long trueNanos) {
        return local(trueNanos) + offsetNanos;
    }

    void jump(long nanos) {
        offsetNanos += nanos;
    }

    /** How long the clock takes for so much of its own time, rounded up: timers are right to some nanoseconds. */
    long trueNanos(long localNanos) {
        if (drift == 0) {
            return localNanos;
        }
        return localNanos - scaled(localNanos, drift, MILLION + drift) + 1;
    }

    private long local(long trueNanos) {
        return drift == 0 ? trueNanos : trueNanos + scaled(trueNanos, drift, MILLION);
    }

    /** nanos * part / whole without overflow, for times up to centuries. */
    private static long scaled(long nanos, long part, long whole) {
        return nanos / whole * part + nanos % whole * part / whole;
    }
}
