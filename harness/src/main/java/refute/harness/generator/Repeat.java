package refute.harness.generator;

import refute.harness.history.Entry;

/**
 * The first invocation of a generator again and again: the generator itself does not go on. What it draws is drawn anew
 * each time.
 *
 * @param inner what is asked
 * @param left how many more times; {@link Long#MAX_VALUE} is without end
 * @param n how many times before
 */
record Repeat(Generator inner, long left, long n) implements Generator {
    Repeat {
        if (left < 0) {
            throw new IllegalArgumentException("a number of times is not negative: " + left);
        }
    }

    @Override
    public Step next(Context context) {
        if (left == 0) {
            return Step.EXHAUSTED;
        }
        Step step = inner.next(context.branch(n));
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request(), new Repeat(inner, left == Long.MAX_VALUE ? left : left - 1, n + 1))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context.branch(n), entry);
        return Parts.same(updated, inner) ? this : new Repeat(updated, left, n);
    }
}
