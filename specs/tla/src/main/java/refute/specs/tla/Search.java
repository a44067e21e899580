package refute.specs.tla;

/** How TLC looks for behaviours that a property forbids. */
public sealed interface Search {
    /** Threads that it uses. */
    int workers();

    /** Every state, breadth first: what is found is as short as can be if one worker looks, and nearly so with more. */
    record Exhaustive(int workers) implements Search {
        public Exhaustive {
            checkWorkers(workers);
        }
    }

    /**
     * Behaviours drawn at random, until something is found or the budget is spent.
     *
     * @param workers threads
     * @param depth how many states each behaviour has at most
     * @param seed what the draws follow from; the same with one worker gives the same behaviours
     */
    record Simulation(int workers, int depth, long seed) implements Search {
        public Simulation {
            checkWorkers(workers);
            if (depth < 1) {
                throw new IllegalArgumentException("a behaviour has a state: " + depth);
            }
        }
    }

    private static void checkWorkers(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("somebody has to look: " + workers + " workers");
        }
    }
}
