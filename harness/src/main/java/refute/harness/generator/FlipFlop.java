package refute.harness.generator;

import java.util.List;
import refute.harness.history.Entry;

/** One of each in turn; over when the one whose turn it is has no more. */
record FlipFlop(List<Generator> parts, int turn) implements Generator {
    FlipFlop {
        parts = List.copyOf(parts);
    }

    @Override
    public Step next(Context context) {
        Step step = parts.get(turn).next(context.branch(turn));
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(
                        invoke.request(),
                        new FlipFlop(Parts.with(parts, turn, invoke.rest()), (turn + 1) % parts.size()))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        List<Generator> updated = Parts.update(parts, context, entry);
        return Parts.same(updated, parts) ? this : new FlipFlop(updated, turn);
    }
}
