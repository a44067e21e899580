package refute.specs.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import refute.harness.check.Budget;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.session.Standing.Broken;
import refute.specs.session.Standing.Holds;
import refute.specs.session.Standing.Unknown;

/**
 * Judges which guarantees weaker than linearizability hold of a history of registers with read, write and compare-and-set. Immutable, safe to share. Not
 * final for the mutants of the tests, which alone can extend it.
 *
 * <p>Keeps to the budget of time and memory and gives up when its thread is interrupted: what was not found out by then is unknown.
 */
public class SessionMonitor {
    private static final String OUT_OF_TIME = "out of time";

    private final Value initial;
    private final boolean failedCasObserves;

    SessionMonitor(Value initial, boolean failedCasObserves) {
        this.initial = initial;
        this.failedCasObserves = failedCasObserves;
    }

    /**
     * A monitor of registers.
     *
     * @param initial what each holds at first
     * @param failedCasObserves whether a failed compare-and-set found another value than it expected; only sequential consistency asks
     */
    public static SessionMonitor of(Value initial, boolean failedCasObserves) {
        return new SessionMonitor(initial, failedCasObserves);
    }

    /**
     * What holds of the operations of all clients.
     *
     * @param history understood by a model of a register; the nemesis is not looked at
     */
    public Standings judge(History history, Budget budget) {
        long end = System.nanoTime() + Math.min(budget.time().toNanos(), Long.MAX_VALUE / 4);
        BooleanSupplier spent =
                () -> System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted();
        Observations observations = Observations.of(history, initial, failedCasObserves);
        if (observations.ambiguity().isPresent()) {
            return Standings.unknown(observations.ambiguity().get());
        }
        if (observations.unexplained() != Observations.NONE) {
            return unexplained(observations);
        }
        Map<Guarantee, Standing> standings = new EnumMap<>(
                WriteOrders.judge(observations, orders(observations.size() + observations.registers()), spent));
        if (HappensBefore.bytes(observations) > Math.min(budget.memoryBytes() / 2, 4L * Integer.MAX_VALUE)) {
            standings.put(Guarantee.CAUSAL_CONSISTENCY, new Unknown("the history is too long for the budget"));
            standings.put(Guarantee.SEQUENTIAL_CONSISTENCY, new Unknown("the history is too long for the budget"));
        } else {
            acrossRegisters(observations, spent, budget.memoryBytes() / 2, standings);
        }
        return new Standings(standings);
    }

    /** No order of writes explains it; what the sessions saw of the others is left unsaid. */
    private static Standings unexplained(Observations observations) {
        Telling telling = new Telling(observations);
        Map<Guarantee, Standing> standings = new EnumMap<>(WriteOrders.unknown("a read saw a value that nobody wrote"));
        for (Guarantee guarantee : List.of(Guarantee.CAUSAL_CONSISTENCY, Guarantee.SEQUENTIAL_CONSISTENCY)) {
            standings.put(
                    guarantee,
                    new Broken(Set.of(guarantee), telling.ofUnexplained(observations.unexplained(), guarantee)));
        }
        return new Standings(standings);
    }

    private void acrossRegisters(
            Observations observations, BooleanSupplier spent, long bytesMax, Map<Guarantee, Standing> standings) {
        Standing causal = causal(observations, spent);
        standings.put(Guarantee.CAUSAL_CONSISTENCY, causal);
        // Sequential consistency is the stronger, and its sentence the same.
        standings.put(
                Guarantee.SEQUENTIAL_CONSISTENCY,
                causal instanceof Broken broken
                        ? new Broken(Set.of(Guarantee.SEQUENTIAL_CONSISTENCY), broken.witness())
                        : sequential(observations, spent, bytesMax));
    }

    private Standing causal(Observations observations, BooleanSupplier spent) {
        HappensBefore order = new HappensBefore(observations, orders(HappensBefore.things(observations)), spent);
        List<Integer> cycle = order.cycle();
        if (cycle.isEmpty()) {
            order.derive(false);
            cycle = order.cycle();
        }
        if (!cycle.isEmpty()) {
            return found(observations, order, cycle, Guarantee.CAUSAL_CONSISTENCY);
        }
        return spent.getAsBoolean() ? new Unknown(OUT_OF_TIME) : new Holds();
    }

    private Standing sequential(Observations observations, BooleanSupplier spent, long bytesMax) {
        HappensBefore order = new HappensBefore(observations, orders(HappensBefore.things(observations)), spent);
        while (order.derive(true)) {
            List<Integer> cycle = order.cycle();
            if (!cycle.isEmpty()) {
                return found(observations, order, cycle, Guarantee.SEQUENTIAL_CONSISTENCY);
            }
            if (spent.getAsBoolean()) {
                return new Unknown(OUT_OF_TIME);
            }
        }
        SequentialSearch search = search(observations, order.orders(), spent, bytesMax);
        return switch (search.run()) {
            case FOUND -> new Holds();
            case NONE ->
                observations.hides()
                        ? new Unknown("a write of unknown outcome that nobody read may be why a compare-and-set failed")
                        : new Broken(
                                Set.of(Guarantee.SEQUENTIAL_CONSISTENCY),
                                new Telling(observations).ofSearch(search.stuck()));
            case STOPPED -> new Unknown("the search for an order took more than its budget");
        };
    }

    private static Standing found(
            Observations observations, HappensBefore order, List<Integer> cycle, Guarantee guarantee) {
        return new Broken(Set.of(guarantee), new Telling(observations).ofOperations(order, cycle, guarantee));
    }

    /** An empty order of so many things. */
    Orders orders(int things) {
        return new Orders(things);
    }

    SequentialSearch search(Observations observations, Orders orders, BooleanSupplier spent, long bytesMax) {
        return new SequentialSearch(observations, orders, spent, bytesMax);
    }
}
