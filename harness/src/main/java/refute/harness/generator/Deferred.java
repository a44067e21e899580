package refute.harness.generator;

import org.jspecify.annotations.Nullable;

/** Generators made by a function of the context, one after the other, for as long as it makes any that has something to say. */
record Deferred(GeneratorSource source, long n, @Nullable Generator current) implements Generator {
    @Override
    public Step next(Context context) {
        Context inner = context.branch(n);
        Generator now = current == null ? source.generator(inner, n) : current;
        Step step = now.next(inner);
        if (step instanceof Step.Exhausted && current != null) {
            return new Deferred(source, n + 1, null).next(context);
        }
        return switch (step) {
            case Step.Invoke invoke -> new Step.Invoke(invoke.request(), new Deferred(source, n, invoke.rest()));
            case Step.Pending pending -> pending;
            // Fresh and already exhausted: the function has nothing more to say.
            case Step.Exhausted exhausted -> exhausted;
        };
    }

    @Override
    public Generator update(Context context, refute.harness.history.Entry entry) {
        if (current == null) {
            return this;
        }
        Generator updated = current.update(context.branch(n), entry);
        return Parts.same(updated, current) ? this : new Deferred(source, n, updated);
    }
}
