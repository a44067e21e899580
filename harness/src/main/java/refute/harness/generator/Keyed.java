package refute.harness.generator;

import refute.harness.history.Entry;
import refute.harness.history.Value;

/** A generator all of whose invocations are on one object, the {@code number}-th. */
record Keyed(Value key, long number, Generator inner) implements Generator {
    @Override
    public Step next(Context context) {
        Step step = inner.next(context.branch(number));
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request().on(key), new Keyed(key, number, invoke.rest()))
                : step;
    }

    /** Told only of what happens to its own object. */
    @Override
    public Keyed update(Context context, Entry entry) {
        if (!entry.key().equals(key)) {
            return this;
        }
        Generator updated = inner.update(context.branch(number), entry);
        return Parts.same(updated, inner) ? this : new Keyed(key, number, updated);
    }
}
