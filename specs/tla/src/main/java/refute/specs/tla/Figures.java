package refute.specs.tla;

/**
 * How far TLC has come.
 *
 * @param generated states made, with those seen before
 * @param distinct different states; in a simulation unknown, and 0
 * @param queue states whose successors are still to be made; 0 when all is done
 * @param depth the length of the longest behaviour looked at, its first state counted; 0 when unknown
 * @param traces behaviours drawn, in a simulation; else 0
 * @param nanos since the start
 */
public record Figures(long generated, long distinct, long queue, int depth, long traces, long nanos) {
    /** Nothing yet. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

    Figures after(long newNanos) {
        return new Figures(generated, distinct, queue, depth, traces, newNanos);
    }

    /** States a second; 0 before any time has passed. */
    public double perSecond() {
        return nanos <= 0 ? 0 : generated * 1e9 / nanos;
    }
}
