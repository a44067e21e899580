package refute.harness.generator;

import java.util.ArrayList;
import java.util.List;
import refute.harness.history.Entry;

/** Lists of generators, as values. */
final class Parts {
    private Parts() {}

    static List<Generator> with(List<Generator> parts, int at, Generator part) {
        List<Generator> changed = new ArrayList<>(parts);
        changed.set(at, part);
        return changed;
    }

    /** All of them told of this entry; the very same list if none cares, which is nearly always. */
    static List<Generator> update(List<Generator> parts, Context context, Entry entry) {
        List<Generator> result = parts;
        for (int i = 0; i < parts.size(); i++) {
            Generator updated = parts.get(i).update(context.branch(i), entry);
            if (!same(updated, parts.get(i))) {
                result = with(result, i, updated);
            }
        }
        return result;
    }

    /** Whether it is the very same object, so that nothing needs to be made anew; to compare contents would cost more. */
    @SuppressWarnings("ReferenceEquality")
    static boolean same(Object a, Object b) {
        return a == b;
    }

    /** Numbers that are all positive or zero, and at least one positive. */
    static void requireWeights(List<Integer> weights) {
        if (weights.stream().anyMatch(w -> w < 0) || weights.stream().noneMatch(w -> w > 0)) {
            throw new IllegalArgumentException("weights are not negative, and not all zero: " + weights);
        }
    }
}
