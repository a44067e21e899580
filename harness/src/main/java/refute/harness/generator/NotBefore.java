package refute.harness.generator;

import refute.harness.history.Entry;

/** The same invocations, none before a time since the run began. */
record NotBefore(Generator inner, long nanos) implements Generator {
    @Override
    public Step next(Context context) {
        Step step = inner.next(context);
        if (!(step instanceof Step.Invoke invoke)) {
            return step;
        }
        long time = Math.max(invoke.request().timeNanos(), nanos);
        return new Step.Invoke(invoke.request().at(time), new NotBefore(invoke.rest(), nanos));
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context, entry);
        return Parts.same(updated, inner) ? this : new NotBefore(updated, nanos);
    }
}
