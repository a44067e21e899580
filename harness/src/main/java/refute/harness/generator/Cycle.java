package refute.harness.generator;

import refute.harness.history.Entry;

/**
 * A generator that begins again when it is exhausted.
 *
 * @param original what it begins with each time
 * @param current what is left of this round
 * @param left how many rounds there are still, this one included; {@link Long#MAX_VALUE} is without end
 * @param round how many rounds went before
 */
record Cycle(Generator original, Generator current, long left, long round) implements Generator {
    Cycle {
        if (left < 0) {
            throw new IllegalArgumentException("a number of rounds is not negative: " + left);
        }
    }

    @Override
    public Step next(Context context) {
        if (left == 0) {
            return Step.EXHAUSTED;
        }
        Step step = current.next(context.branch(round));
        if (!(step instanceof Step.Exhausted)) {
            return going(step, left, round);
        }
        long fewer = left == Long.MAX_VALUE ? left : left - 1;
        // Asked but once: a generator that is exhausted from the start would otherwise be begun for ever.
        return fewer == 0 ? step : going(original.next(context.branch(round + 1)), fewer, round + 1);
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Generator updated = current.update(context.branch(round), entry);
        return Parts.same(updated, current) ? this : new Cycle(original, updated, left, round);
    }

    private Step going(Step step, long newLeft, long newRound) {
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request(), new Cycle(original, invoke.rest(), newLeft, newRound))
                : step;
    }
}
