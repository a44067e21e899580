package refute.systems.tree;

import refute.harness.Seed;
import refute.tree.mutant.Mutants;

/**
 * J2, J3, J9 for two threads with two calls each, drawn by the seed, in every interleaving in which a thread stands back at most twice; or in as many of
 * them as there is time for, depth first. The same seed goes through the same ones.
 */
final class InterleavingsJudge implements TreeJudge {
    static final int PREEMPTIONS_MAX = 2;

    private static final int ORDERS_MAX = 3_000;

    /**
     * What became of one trial.
     *
     * @param orders how many interleavings there were
     * @param complete whether these were all up to the bound
     * @param wrong what the last one showed; empty: nothing
     */
    record Searched(int orders, boolean complete, String wrong) {}

    @Override
    public String name() {
        return "interleavings";
    }

    @Override
    public String description() {
        return "two threads, in every interleaving with at most " + PREEMPTIONS_MAX + " preemptions";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        Searched searched = search(seed, mutants, PREEMPTIONS_MAX, ORDERS_MAX);
        return searched.wrong().isEmpty() ? "" : searched.wrong() + " (interleaving " + searched.orders() + ")";
    }

    /** Goes through the interleavings of one trial until one shows something, at most so many. */
    static Searched search(Seed seed, Mutants mutants, int preemptionsMax, int ordersMax) throws Exception {
        EveryOrder order = new EveryOrder(preemptionsMax);
        for (int orders = 1; orders <= ordersMax; orders++) {
            Turns turns = new Turns(seed.substream("turns"), order);
            String wrong = SchedulesJudge.look(seed, mutants, turns, SchedulesJudge.Shape.FEW);
            if (!wrong.isEmpty()) {
                return new Searched(orders, false, wrong);
            }
            if (!order.advance()) {
                return new Searched(orders, true, "");
            }
        }
        return new Searched(ordersMax, false, "");
    }
}
