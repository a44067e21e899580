package refute.cli;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import refute.harness.check.FailureKind;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.nemeses.shrinking.Case;
import refute.nemeses.shrinking.Oracle;

/**
 * Whether a case fails on real nodes with a failure of this kind, in so many of so many tries.
 *
 * @param base system, workload and world
 * @param kind what must be found
 * @param execution executes it
 * @param needed in how many tries it must be found
 * @param tries how many there are at most
 * @param stopped told when somebody has stopped a run
 */
record ShrinkOracle(Scenario base, FailureKind kind, Execution execution, int needed, int tries, AtomicBoolean stopped)
        implements Oracle {
    @Override
    public OptionalLong fails(Case candidate) throws InterruptedException {
        Scenario scenario = Campaign.frugal(candidate.in(base));
        int found = 0;
        for (int n = 0; n < tries && found + tries - n >= needed && !stopped.get(); n++) {
            RunResult result = execution.run(scenario).result();
            if (result.course().stopped()) {
                stopped.set(true);
            }
            OptionalLong end = SimulatedOracle.end(result, kind);
            found += end.isPresent() ? 1 : 0;
            if (found >= needed) {
                return end;
            }
        }
        return OptionalLong.empty();
    }
}
