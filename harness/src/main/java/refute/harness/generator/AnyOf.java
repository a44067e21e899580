package refute.harness.generator;

import java.util.List;
import refute.harness.history.Entry;

/** Whatever comes first of several; of what comes at the same time, one that is drawn. */
record AnyOf(List<Generator> parts, long n) implements Generator {
    AnyOf {
        parts = List.copyOf(parts);
    }

    @Override
    public Step next(Context context) {
        Soonest soonest = new Soonest(context, n);
        for (int i = 0; i < parts.size(); i++) {
            soonest.offer(i, parts.get(i).next(context.branch(i)));
        }
        return soonest.step(rest -> new AnyOf(Parts.with(parts, soonest.part(), rest), n + 1));
    }

    @Override
    public Generator update(Context context, Entry entry) {
        List<Generator> updated = Parts.update(parts, context, entry);
        return Parts.same(updated, parts) ? this : new AnyOf(updated, n);
    }
}
