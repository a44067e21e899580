package refute.tree.node;

import java.util.Arrays;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/** Finds short keys that separate two halves (Bayer and Unterauer, Prefix B-Trees, TODS 1977). */
public final class Separators {
    private final int more;

    public Separators(Mutants mutants) {
        more = mutants.has(Mutant.T20) ? 0 : 1;
    }

    /** Returns the shortest key that is greater than {@code left} and not greater than {@code right}. */
    byte[] between(byte[] left, byte[] right) {
        return Arrays.copyOf(right, Keys.common(left, right) + more);
    }
}
