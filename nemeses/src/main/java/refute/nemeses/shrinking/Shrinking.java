package refute.nemeses.shrinking;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import refute.harness.Seed;
import refute.harness.world.simulation.Chance;

/**
 * Makes a failing case smaller, until nothing smaller is found or it is told to stop. The best so far is there at any moment. Owned by
 * one thread.
 *
 * <p>It goes down from the case until no item can be left out alone. In simulation, where a try takes milliseconds, it looks further: it halves the
 * case under other seeds before, leaves out several items at once after, and then begins again from the whole, in other orders, as
 * another way down may end lower.
 */
public final class Shrinking {
    /** How often in a row it begins again from the whole and finds nothing smaller. */
    private static final int VAIN_MAX = 20;

    private final Attempts attempts;
    private final boolean exact;
    private final Seed seed;
    private final long failingEndNanos;
    private final Case whole;
    private final Consumer<Case> listener;
    private Case best;
    private boolean complete;

    /**
     * @param failing a case that fails
     * @param failingEndNanos when the last operation of its run was
     * @param goesOn asked before each try
     * @param exact whether a case fails each time or never, and at once: in simulation
     * @param seed of what is tried at random
     * @param listener hears of each case that is the smallest so far
     */
    public Shrinking(
            Case failing,
            long failingEndNanos,
            Oracle oracle,
            BooleanSupplier goesOn,
            boolean exact,
            Seed seed,
            Consumer<Case> listener) {
        this.attempts = new Attempts(oracle, goesOn, exact);
        this.whole = failing;
        this.best = failing;
        this.failingEndNanos = failingEndNanos;
        this.exact = exact;
        this.seed = seed;
        this.listener = listener;
    }

    public Case best() {
        return best;
    }

    /** How many cases were executed. */
    public int tried() {
        return attempts.tried();
    }

    /** Whether it ended because nothing smaller was found. */
    public boolean isComplete() {
        return complete;
    }

    /** Until nothing smaller is found. */
    public Case run() throws InterruptedException {
        down(Optional.empty(), 0);
        if (exact) {
            restarts();
        }
        return best;
    }

    /** Until a number of them in a row has found nothing smaller. */
    private void restarts() throws InterruptedException {
        int vain = 0;
        for (int n = 1; vain < VAIN_MAX && best.size() > 0 && attempts.goOn(); n++) {
            int before = best.size();
            restart(n);
            vain = best.size() < before ? 0 : vain + 1;
        }
    }

    /**
     * Begins again from the whole, and goes down in another order.
     *
     * @param number names the order, from 1
     * @return where it ends, which need not be smaller than the best
     */
    public Case restart(int number) throws InterruptedException {
        return down(Optional.of(new Chance(seed.substream("order").substream(number))), number);
    }

    /** One way down from the whole. */
    private Case down(Optional<Chance> order, int number) throws InterruptedException {
        Case before = best;
        Descent descent = new Descent(whole, failingEndNanos, attempts, order, failing -> {
            // Within one way down a later case is simpler, if not smaller.
            if (number == 0 || isSmaller(failing, before)) {
                best = failing;
                listener.accept(failing);
            }
        });
        if (exact) {
            Chance chance = new Chance(seed.substream("wandering").substream(number));
            Wandering wandering = new Wandering(descent, attempts, chance);
            descent.begin();
            wandering.leap();
            wandering.halve();
            descent.run();
            complete = wandering.run();
        } else {
            complete = descent.run();
        }
        return descent.best();
    }

    private static boolean isSmaller(Case one, Case other) {
        return one.size() < other.size() || (one.size() == other.size() && one.nodes() < other.nodes());
    }
}
