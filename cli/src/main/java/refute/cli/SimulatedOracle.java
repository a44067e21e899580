package refute.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import refute.harness.check.FailureKind;
import refute.harness.check.StandardCheckers;
import refute.harness.history.History;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.world.simulation.Breakpoint;
import refute.harness.world.simulation.Halted;
import refute.harness.world.simulation.Happening;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.shrinking.Case;
import refute.nemeses.shrinking.Oracle;

/**
 * Whether a case, executed once in simulation, fails with a failure of this kind. Owned by one thread.
 *
 * <p>What nodes and the world themselves find wrong ends a run at once. So a case that goes on for much longer than the last one that failed so is
 * given up: most cases do not fail, and the rest of their time is nearly all that is to be saved.
 */
final class SimulatedOracle implements Oracle {
    private static final long LONGER = 2;
    private static final long LONGER_NANOS = 1_000_000_000L;

    private final Scenario base;
    private final FailureKind kind;
    private final boolean endsAtOnce;
    private long untilNanos = Long.MAX_VALUE;

    /**
     * @param base system, workload and world
     * @param kind what must be found
     */
    SimulatedOracle(Scenario base, FailureKind kind) {
        this.base = base;
        this.kind = kind;
        this.endsAtOnce = kind.checker().equals(StandardCheckers.NODE_LOGS);
    }

    @Override
    public OptionalLong fails(Case candidate) throws InterruptedException {
        // One thread judges: a small history is judged before a second one has started.
        Scenario scenario = Campaign.frugal(candidate.in(base));
        if (endsAtOnce) {
            SimulationWorld world = (SimulationWorld) scenario.subject().world();
            scenario = scenario.world(
                    world.breakAt(new TooLate(Math.max(untilNanos, candidate.limitNanos() + LONGER_NANOS))));
        }
        try {
            RunResult result =
                    Registry.runner().run(scenario, Recording.inMemory("shrink", Path.of("")), RunListener.NONE);
            OptionalLong end = end(result, kind);
            if (end.isPresent()) {
                Optional<Simulated> its = Simulated.of(result.checks());
                its.ifPresent(simulated -> untilNanos = LONGER * simulated.nanos() + LONGER_NANOS);
            }
            return end;
        } catch (Halted late) {
            return OptionalLong.empty();
        }
    }

    /** When the last entry of a run was that failed so. */
    static OptionalLong end(RunResult result, FailureKind kind) {
        if (result.course().failure().isPresent()
                || !FailureKind.of(result.checks()).contains(kind)) {
            return OptionalLong.empty();
        }
        History history = result.evidence().history();
        return OptionalLong.of(
                history.isEmpty() ? 0 : history.entry(history.size() - 1).timeNanos());
    }

    /** Halts at the first event after that. */
    private static final class TooLate implements Breakpoint {
        private final long untilNanos;
        private boolean late;

        TooLate(long untilNanos) {
            this.untilNanos = untilNanos;
        }

        @Override
        public boolean haltsBefore(long event) {
            return late;
        }

        @Override
        public void happened(Happening what, int node, long nanos) {
            late = nanos > untilNanos;
        }
    }
}
