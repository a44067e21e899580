package refute.harness.generator;

import refute.harness.history.Entry;

/**
 * Invocations some time apart, over all workers together.
 *
 * <p>The times are planned from each other and not from when an invocation was really made, so that the small lateness of
 * timers does not add up; a longer time in which nobody was free is not made up for by a burst.
 *
 * @param inner whose invocations
 * @param nanos how far apart
 * @param drawn whether each distance is drawn evenly from 0 to twice that (stagger), or is exactly that (delay)
 * @param nextNanos the earliest time of the next one; negative before the first
 * @param n how many went before
 */
record Spaced(Generator inner, long nanos, boolean drawn, long nextNanos, long n) implements Generator {
    /** Lateness up to this is caught up with. */
    static final long SLACK_NANOS = 10_000_000;

    Spaced {
        if (nanos < 0) {
            throw new IllegalArgumentException("a distance in time is not negative: " + nanos);
        }
    }

    @Override
    public Step next(Context context) {
        Step step = inner.next(context.branch(0));
        if (!(step instanceof Step.Invoke invoke)) {
            return step;
        }
        long possible = invoke.request().timeNanos();
        long planned = possible - nextNanos > SLACK_NANOS || nextNanos < 0 ? possible : nextNanos;
        Generator rest = new Spaced(invoke.rest(), nanos, drawn, planned + distance(context), n + 1);
        return new Step.Invoke(invoke.request().at(Math.max(possible, planned)), rest);
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context.branch(0), entry);
        return Parts.same(updated, inner) ? this : new Spaced(updated, nanos, drawn, nextNanos, n);
    }

    private long distance(Context context) {
        // The upper 53 bits as a fraction of one.
        return drawn ? (long) ((context.seed().at(n) >>> 11) * 0x1.0p-53 * 2 * nanos) : nanos;
    }
}
