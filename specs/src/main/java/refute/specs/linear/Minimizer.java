package refute.specs.linear;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import refute.specs.model.ContainerModel;
import refute.specs.model.Model;

/**
 * Makes a part without linearization smaller, until leaving out any one operation, and what that may explain, would give it one.
 *
 * <p>Delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002): halves, quarters, …, single
 * operations, until nothing more can go. Leaving out is not monotonous: without the write of a value, a read of it is wrong alone, and shows
 * nothing of the history. So only {@linkplain Explained closed} parts of registers are tried, as long as what is left is small enough to
 * be tried in every order; where values have too many writers for that, the smallest part has to do. The last round is repeated until it
 * leaves everything in place.
 */
final class Minimizer<S> {
    private final Model<S> model;
    private final Allowance allowance;
    /** What the register's operations below are encoded of. */
    private @Nullable Operations encoded;

    private Optional<RegisterEncoding> register = Optional.empty();

    /**
     * What is left.
     *
     * @param operations by number, ascending
     * @param minimal whether it is known that none of them can go
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Reduced(int[] operations, boolean minimal) {}

    /** How operations leave a part: alone, or with those that they may explain. */
    private interface Removal {
        int[] without(int[] kept, int from, int to);
    }

    Minimizer(Model<S> model, Allowance allowance) {
        this.model = model;
        this.allowance = allowance;
    }

    /**
     * The smallest part found of a few operations that have no linearization by themselves; of a container, with all there is about each of its
     * values.
     */
    Reduced reduce(Operations operations, int stuck, int[] among) {
        if (among.length == 0 || !isInvalid(operations, among)) {
            return reduce(operations, stuck);
        }
        Removal removal = model instanceof ContainerModel container
                ? (kept, from, to) -> ByValue.without(container, operations, kept, from, to)
                : Minimizer::without;
        return reduce(operations, among, stuck, removal);
    }

    /** The smallest part found that has no linearization, with the stuck operation in it if that is possible. */
    Reduced reduce(Operations operations, int stuck) {
        Explained explained = new Explained(model, operations);
        int[] stuckAlone = explained.closed(new int[] {stuck});
        // What begins after the stuck operation has returned cannot help it; what may never have happened need not
        // have, unless something saw it.
        int[] kept = isInvalid(operations, stuckAlone)
                ? stuckAlone
                : explained.closed(IntStream.range(0, operations.size())
                        .filter(o -> operations.invoked()[o] < operations.returned()[stuck] && !operations.isOpen(o))
                        .toArray());
        if (!isInvalid(operations, kept)) {
            return new Reduced(kept, false);
        }
        Reduced reduced = reduce(operations, kept, stuck, explained::without);
        return reduced.operations().length <= WitnessVerifier.OPERATIONS_MAX || allowance.exhausted() != null
                ? reduced
                : reduce(operations, reduced.operations(), stuck, Minimizer::without);
    }

    /** Of an invalid part, one from which no single operation can go; none if it is not found in time. */
    int[] core(Operations operations, int[] from, int stuck) {
        if (!isInvalid(operations, from)) {
            return new int[0];
        }
        Reduced reduced = reduce(operations, from, stuck, Minimizer::without);
        return reduced.minimal() ? reduced.operations() : new int[0];
    }

    private Reduced reduce(Operations operations, int[] from, int stuck, Removal removal) {
        int[] kept = from;
        for (int chunk = Math.max(1, kept.length / 2); ; chunk = Math.max(1, chunk / 2)) {
            int before = kept.length;
            kept = withoutChunks(operations, kept, chunk, stuck, removal);
            if (allowance.exhausted() != null) {
                return new Reduced(kept, false);
            }
            if (chunk == 1 && kept.length == before) {
                return new Reduced(kept, true);
            }
        }
    }

    /** Tries each chunk once, oldest first; those that the stuck operation goes with last. */
    private int[] withoutChunks(Operations operations, int[] from, int chunk, int stuck, Removal removal) {
        int[] kept = from;
        for (boolean withStuck : new boolean[] {false, true}) {
            int at = 0;
            while (at < kept.length) {
                int end = Math.min(kept.length, at + chunk);
                int[] fewer = removal.without(kept, at, end);
                boolean losesStuck = Arrays.binarySearch(fewer, stuck) < 0 && Arrays.binarySearch(kept, stuck) >= 0;
                if (losesStuck == withStuck && fewer.length > 0 && isInvalid(operations, fewer)) {
                    // What went with the chunk may have stood before it.
                    at = (int) Arrays.stream(kept, 0, at)
                            .filter(o -> Arrays.binarySearch(fewer, o) >= 0)
                            .count();
                    kept = fewer;
                } else {
                    at = end;
                }
            }
        }
        return kept;
    }

    @SuppressWarnings("ReferenceEquality") // Encoded once for all parts of the same operations.
    private boolean isInvalid(Operations operations, int[] kept) {
        if (operations != encoded) {
            encoded = operations;
            register = RegisterEncoding.of(model, operations);
        }
        Finding found = register.isPresent()
                ? RegisterSearch.search(register.get().only(kept), allowance)
                : new SlotSearch().search(model, operations.only(kept), allowance);
        return found instanceof Finding.Stuck;
    }

    private static int[] without(int[] all, int from, int to) {
        int[] rest = Arrays.copyOf(all, all.length - (to - from));
        System.arraycopy(all, to, rest, from, all.length - to);
        return rest;
    }
}
