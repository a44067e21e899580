package refute.harness.generator;

import java.util.List;
import refute.harness.history.Entry;

/**
 * Each time one of several, drawn by weight. If the one that was drawn has to wait, all wait: its share is kept. One that is
 * exhausted is drawn no more.
 *
 * @param parts all, also the exhausted ones, so that each keeps its place and stream
 * @param weights of the parts; 0 once exhausted
 * @param total of the weights
 * @param n how many draws were made before
 */
record Mix(List<Generator> parts, List<Integer> weights, int total, long n) implements Generator {
    static Mix of(List<Generator> parts, List<Integer> weights) {
        Parts.requireWeights(weights);
        int total = weights.stream().mapToInt(Integer::intValue).reduce(0, Math::addExact);
        return new Mix(List.copyOf(parts), List.copyOf(weights), total, 0);
    }

    @Override
    public Step next(Context context) {
        Mix mix = this;
        while (mix.total > 0) {
            int drawn = mix.drawn(context);
            Step step = mix.parts.get(drawn).next(context.branch(drawn));
            if (step instanceof Step.Invoke invoke) {
                return new Step.Invoke(invoke.request(), mix.after(drawn, invoke.rest()));
            }
            if (step instanceof Step.Pending) {
                return step;
            }
            mix = mix.without(drawn);
        }
        return Step.EXHAUSTED;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        List<Generator> updated = Parts.update(parts, context, entry);
        return Parts.same(updated, parts) ? this : new Mix(updated, weights, total, n);
    }

    private int drawn(Context context) {
        int drawn = 0;
        for (int left = context.seed().at(n, total) - weights.get(0); left >= 0; left -= weights.get(drawn)) {
            drawn++;
        }
        return drawn;
    }

    private Mix after(int drawn, Generator rest) {
        List<Generator> changed = Parts.same(rest, parts.get(drawn)) ? parts : Parts.with(parts, drawn, rest);
        return new Mix(changed, weights, total, n + 1);
    }

    private Mix without(int drawn) {
        List<Integer> fewer = new java.util.ArrayList<>(weights);
        int weight = fewer.set(drawn, 0);
        return new Mix(parts, fewer, total - weight, n);
    }
}
