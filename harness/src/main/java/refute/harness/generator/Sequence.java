package refute.harness.generator;

import java.util.List;
import refute.harness.history.Entry;

/** All that the first has, then all that the second has, and so on; without waiting in between. */
record Sequence(List<Generator> parts, int at) implements Generator {
    Sequence {
        parts = List.copyOf(parts);
    }

    @Override
    public Step next(Context context) {
        for (int i = at; i < parts.size(); i++) {
            Step step = parts.get(i).next(context.branch(i));
            if (step instanceof Step.Invoke invoke) {
                return new Step.Invoke(invoke.request(), with(i, invoke.rest()));
            }
            if (step instanceof Step.Pending) {
                return step;
            }
        }
        return Step.EXHAUSTED;
    }

    /** Only the part that is at work is told; what went before is over, what comes after has not begun. */
    @Override
    public Generator update(Context context, Entry entry) {
        if (at == parts.size()) {
            return this;
        }
        Generator current = parts.get(at);
        Generator updated = current.update(context.branch(at), entry);
        return Parts.same(updated, current) ? this : with(at, updated);
    }

    private Sequence with(int i, Generator part) {
        return new Sequence(Parts.with(parts, i, part), i);
    }
}
