package refute.harness.generator;

import java.util.function.UnaryOperator;
import refute.harness.history.Entry;

/** Other calls at the same times by the same processes. */
record Transformed(Generator inner, UnaryOperator<Call> change) implements Generator {
    @Override
    public Step next(Context context) {
        Step step = inner.next(context);
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(
                        invoke.request().with(change.apply(invoke.request().call())),
                        new Transformed(invoke.rest(), change))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context, entry);
        return Parts.same(updated, inner) ? this : new Transformed(updated, change);
    }
}
