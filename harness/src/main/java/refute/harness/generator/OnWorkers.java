package refute.harness.generator;

import java.util.function.IntPredicate;
import refute.harness.history.Entry;

/** Only on some workers; it knows of no others. */
record OnWorkers(Generator inner, IntPredicate condition) implements Generator {
    @Override
    public Step next(Context context) {
        Step step = inner.next(context.onWorkers(condition));
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request(), new OnWorkers(invoke.rest(), condition))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        if (!condition.test(context.worker(entry.process()))) {
            return this;
        }
        Generator updated = inner.update(context.onWorkers(condition), entry);
        return Parts.same(updated, inner) ? this : new OnWorkers(updated, condition);
    }
}
