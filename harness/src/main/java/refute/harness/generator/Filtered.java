package refute.harness.generator;

import java.util.function.Predicate;
import refute.harness.history.Entry;

/** Only the calls that satisfy a condition; the others are passed over. */
record Filtered(Generator inner, Predicate<Call> condition) implements Generator {
    /** More than this many passed over in a row is taken for a condition that is never true. */
    static final int PASSED_OVER_MAX = 100_000;

    @Override
    public Step next(Context context) {
        Generator generator = inner;
        for (int i = 0; i < PASSED_OVER_MAX; i++) {
            Step step = generator.next(context);
            if (!(step instanceof Step.Invoke invoke)) {
                return step;
            }
            if (condition.test(invoke.request().call())) {
                return new Step.Invoke(invoke.request(), new Filtered(invoke.rest(), condition));
            }
            generator = invoke.rest();
        }
        throw new IllegalStateException(PASSED_OVER_MAX + " calls in a row were filtered out");
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = inner.update(context, entry);
        return Parts.same(updated, inner) ? this : new Filtered(updated, condition);
    }
}
