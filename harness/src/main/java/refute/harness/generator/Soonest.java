package refute.harness.generator;

import org.jspecify.annotations.Nullable;

/**
 * Picks, among the answers of several generators, the invocation whose time comes first. Pending is later than any time, and
 * exhausted later than pending; of equal times one is drawn. Used while one question is answered, by one thread.
 */
final class Soonest {
    private final Context context;
    private final long n;
    private Step.@Nullable Invoke best;
    private int bestPart = -1;
    private int equals;
    private boolean pending;

    /** For the {@code n}-th choice of the generator that is asked in this context. */
    Soonest(Context context, long n) {
        this.context = context;
        this.n = n;
    }

    void offer(int part, Step step) {
        switch (step) {
            case Step.Invoke invoke -> offer(part, invoke);
            case Step.Pending p -> pending = true;
            case Step.Exhausted e -> {}
        }
    }

    private void offer(int part, Step.Invoke invoke) {
        long time = invoke.request().timeNanos();
        long bestTime = best == null ? Long.MAX_VALUE : best.request().timeNanos();
        if (best != null && time > bestTime) {
            return;
        }
        equals = time < bestTime ? 1 : equals + 1;
        // The k-th of equals takes the place with probability 1/k: each of them ends up chosen equally often.
        if (equals == 1 || context.seed().at(n * 64 + equals, equals) == 0) {
            best = invoke;
            bestPart = part;
        }
    }

    /** The number under which the chosen answer was offered; -1 if none is an invocation. */
    int part() {
        return bestPart;
    }

    /** The chosen invocation with what goes on after it, or pending, or exhausted. */
    Step step(java.util.function.UnaryOperator<Generator> rest) {
        if (best != null) {
            return new Step.Invoke(best.request(), rest.apply(best.rest()));
        }
        return pending ? Step.PENDING : Step.EXHAUSTED;
    }
}
