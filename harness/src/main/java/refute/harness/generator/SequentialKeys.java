package refute.harness.generator;

import org.jspecify.annotations.Nullable;
import refute.harness.history.Entry;

/** One object after the other: the next when the generator of the one before is exhausted. */
record SequentialKeys(Keys keys, @Nullable Keyed current, long nextKey) implements Generator {
    @Override
    public Step next(Context context) {
        Keyed now = current == null ? keys.begin(nextKey) : current;
        long next = current == null ? nextKey + 1 : nextKey;
        Step step = now.next(context);
        while (step instanceof Step.Exhausted && keys.has(next)) {
            now = keys.begin(next++);
            step = now.next(context);
        }
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request(), new SequentialKeys(keys, (Keyed) invoke.rest(), next))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        if (current == null) {
            return this;
        }
        Keyed updated = current.update(context, entry);
        return Parts.same(updated, current) ? this : new SequentialKeys(keys, updated, nextKey);
    }
}
