package refute.nemeses.shrinking;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Executes cases as long as there is patience, and counts them. Owned by one thread. */
final class Attempts {
    /** A larger case is hardly ever met twice, and takes memory. */
    private static final int REMEMBERED_ITEMS_MAX = 200;

    /** Of all cases together: what bounds the memory. */
    private static final int REMEMBERED_MAX = 2_000_000;

    private final Oracle oracle;
    private final BooleanSupplier goesOn;
    private final boolean exact;
    private final Set<Case> failedNot = new HashSet<>();
    private int remembered;
    private int tried;

    /** @param exact whether a case that was executed once need not be executed again */
    Attempts(Oracle oracle, BooleanSupplier goesOn, boolean exact) {
        this.oracle = oracle;
        this.goesOn = goesOn;
        this.exact = exact;
    }

    boolean goOn() {
        return goesOn.getAsBoolean();
    }

    int tried() {
        return tried;
    }

    /** When the last operation of the failing run was; empty if the case does not fail, or patience is at its end. */
    OptionalLong fails(Case candidate) throws InterruptedException {
        if (failedNot.contains(candidate) || !goOn()) {
            return OptionalLong.empty();
        }
        tried++;
        OptionalLong end = oracle.fails(candidate);
        // What was stopped in its midst has not shown that it does not fail.
        if (exact
                && end.isEmpty()
                && goOn()
                && candidate.size() <= REMEMBERED_ITEMS_MAX
                && remembered < REMEMBERED_MAX) {
            failedNot.add(candidate);
            remembered += 1 + candidate.size();
        }
        return end;
    }
}
