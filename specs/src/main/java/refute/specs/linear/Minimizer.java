package refute.specs.linear;

import java.util.Arrays;
import java.util.stream.IntStream;
import refute.specs.model.Model;

/**
 * Makes a part without linearization smaller, until leaving out any one operation would give it one.
 *
 * <p>Delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002): halves, quarters, …, single
 * operations, until nothing more can go. Leaving out is not monotonous (without the write of a value, a read of it is wrong alone), so
 * the last round is repeated until it leaves everything in place.
 */
final class Minimizer<S> {
    private final Model<S> model;
    private final Allowance allowance;

    /**
     * What is left.
     *
     * @param operations by number, ascending
     * @param minimal whether it is known that none of them can go
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Reduced(int[] operations, boolean minimal) {}

    Minimizer(Model<S> model, Allowance allowance) {
        this.model = model;
        this.allowance = allowance;
    }

    /** The smallest part found that has no linearization, with the stuck operation in it if that is possible. */
    Reduced reduce(Operations operations, int stuck) {
        if (isInvalid(operations, new int[] {stuck})) {
            return new Reduced(new int[] {stuck}, true);
        }
        // What begins after the stuck operation has returned cannot help it; what may never have happened need not
        // have.
        int[] kept = IntStream.range(0, operations.size())
                .filter(o -> operations.invoked()[o] < operations.returned()[stuck] && !operations.isOpen(o))
                .toArray();
        if (!isInvalid(operations, kept)) {
            return new Reduced(kept, false);
        }
        for (int chunk = Math.max(1, kept.length / 2); ; chunk = Math.max(1, chunk / 2)) {
            int before = kept.length;
            kept = withoutChunks(operations, kept, chunk, stuck);
            if (allowance.exhausted() != null) {
                return new Reduced(kept, false);
            }
            if (chunk == 1 && kept.length == before) {
                return new Reduced(kept, true);
            }
        }
    }

    /** Tries each chunk once, oldest first; those with the stuck operation last. */
    private int[] withoutChunks(Operations operations, int[] from, int chunk, int stuck) {
        int[] kept = from;
        for (boolean withStuck : new boolean[] {false, true}) {
            int at = 0;
            while (at < kept.length) {
                int end = Math.min(kept.length, at + chunk);
                boolean hasStuck = Arrays.stream(kept, at, end).anyMatch(o -> o == stuck);
                int[] fewer = without(kept, at, end);
                if (hasStuck == withStuck && fewer.length > 0 && isInvalid(operations, fewer)) {
                    kept = fewer;
                } else {
                    at = end;
                }
            }
        }
        return kept;
    }

    private boolean isInvalid(Operations operations, int[] kept) {
        return new SlotSearch().search(model, operations.only(kept), allowance) instanceof Finding.Stuck;
    }

    private static int[] without(int[] all, int from, int to) {
        int[] rest = Arrays.copyOf(all, all.length - (to - from));
        System.arraycopy(all, to, rest, from, all.length - to);
        return rest;
    }
}
