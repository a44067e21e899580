package refute.harness.generator;

import refute.harness.history.Entry;

/**
 * Over when so much time has passed since its first invocation.
 *
 * @param inner what is limited
 * @param nanos how long it lasts
 * @param endNanos when it is over; negative before the first invocation
 */
record TimeLimit(Generator inner, long nanos, long endNanos) implements Generator {
    @Override
    public Step next(Context context) {
        if (endNanos >= 0 && context.timeNanos() >= endNanos) {
            return Step.EXHAUSTED;
        }
        Step step = inner.next(context);
        if (!(step instanceof Step.Invoke invoke)) {
            return step;
        }
        long time = invoke.request().timeNanos();
        long end = endNanos >= 0 ? endNanos : Math.addExact(time, nanos);
        return time < end
                ? new Step.Invoke(invoke.request(), new TimeLimit(invoke.rest(), nanos, end))
                : Step.EXHAUSTED;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context, entry);
        return Parts.same(updated, inner) ? this : new TimeLimit(updated, nanos, endNanos);
    }
}
