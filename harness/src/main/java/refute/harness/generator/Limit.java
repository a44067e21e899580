package refute.harness.generator;

import refute.harness.history.Entry;

/** At most so many invocations. */
record Limit(Generator inner, long left) implements Generator {
    Limit {
        if (left < 0) {
            throw new IllegalArgumentException("a limit is not negative: " + left);
        }
    }

    @Override
    public Step next(Context context) {
        if (left == 0) {
            return Step.EXHAUSTED;
        }
        Step step = inner.next(context);
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request(), new Limit(invoke.rest(), left - 1))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context, entry);
        return Parts.same(updated, inner) ? this : new Limit(updated, left);
    }
}
