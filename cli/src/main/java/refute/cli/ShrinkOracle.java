package refute.cli;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import refute.harness.check.Budget;
import refute.harness.check.FailureKind;
import refute.harness.history.History;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.shrinking.Case;
import refute.nemeses.shrinking.Oracle;

/**
 * Whether a case fails with a failure of this kind: once executed in simulation, and with real nodes in so many of so many tries.
 *
 * @param base system, workload, world and seed
 * @param kind what must be found
 * @param execution executes real nodes
 * @param needed in how many tries it must be found
 * @param tries how many there are at most
 * @param stopped told when somebody has stopped a run of real nodes
 */
record ShrinkOracle(Scenario base, FailureKind kind, Execution execution, int needed, int tries, AtomicBoolean stopped)
        implements Oracle {
    @Override
    public OptionalLong fails(Case candidate) throws InterruptedException {
        Scenario scenario = frugal(candidate.in(base));
        if (base.subject().world() instanceof SimulationWorld) {
            return end(Registry.runner().run(scenario, Recording.inMemory("shrink", Path.of("")), RunListener.NONE));
        }
        int found = 0;
        for (int n = 0; n < tries && found + tries - n >= needed && !stopped.get(); n++) {
            RunResult result = execution.run(scenario).result();
            if (result.course().stopped()) {
                stopped.set(true);
            }
            OptionalLong end = end(result);
            found += end.isPresent() ? 1 : 0;
            if (found >= needed) {
                return end;
            }
        }
        return OptionalLong.empty();
    }

    /** One thread judges: a small history is judged before a second one has started. */
    private static Scenario frugal(Scenario scenario) {
        Limits limits = scenario.limits();
        return scenario.limits(new Limits(
                limits.operationTimeout(),
                limits.readyWithin(),
                limits.recoverWithin(),
                limits.acknowledgedMin(),
                new Budget(limits.budget().time(), limits.budget().memoryBytes(), 1)));
    }

    /** When the last entry of a run was that failed so. */
    OptionalLong end(RunResult result) {
        if (result.course().failure().isPresent()
                || !FailureKind.of(result.checks()).contains(kind)) {
            return OptionalLong.empty();
        }
        History history = result.evidence().history();
        return OptionalLong.of(
                history.isEmpty() ? 0 : history.entry(history.size() - 1).timeNanos());
    }
}
