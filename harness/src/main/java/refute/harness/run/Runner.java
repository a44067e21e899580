package refute.harness.run;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.Schedule;

/**
 * Runs scenarios: the way in to this package.
 *
 * <pre>{@code
 * RunResult result = new Runner(injector).run(scenario, Recording.inMemory("demo", folder), RunListener.NONE);
 * }</pre>
 *
 * <p>A value; may be shared between threads. Runs are independent of each other.
 *
 * @param injector realises faults; not used by scenarios in which nothing goes wrong
 * @param traceCheckers judge what nodes recorded of themselves, in runs in which they do
 */
public record Runner(FaultInjector injector, List<Checker> traceCheckers) {
    public Runner {
        traceCheckers = List.copyOf(traceCheckers);
    }

    /** For runs of which no trace is judged. */
    public Runner(FaultInjector injector) {
        this(injector, List.of());
    }

    /** For scenarios in which nothing goes wrong. */
    public static Runner withoutFaults() {
        return new Runner((fault, cluster) -> {
            throw new HarnessFailure("the runner", List.of("it was given nothing that injects " + fault));
        });
    }

    /**
     * Checks the scenario; nothing is started or written.
     *
     * @throws refute.harness.BadInput with all that is wrong with the scenario
     */
    public static void check(Scenario scenario) {
        ScenarioCheck.check(scenario);
    }

    /**
     * Checks the scenario and draws its schedule; nothing is started.
     *
     * @throws refute.harness.BadInput with all that is wrong with the scenario
     */
    public Run prepare(Scenario scenario, Recording recording, RunListener listener) {
        ScenarioCheck.check(scenario);
        Schedule schedule = Schedules.of(scenario);
        return new Run(scenario, schedule, injector, traceCheckers, recording, listener);
    }

    /**
     * Runs the scenario from deployment to verdict.
     *
     * @throws refute.harness.BadInput if the scenario cannot be run as it is described
     * @throws InterruptedException if the calling thread is interrupted; everything that was started has ended then
     */
    public RunResult run(Scenario scenario, Recording recording, RunListener listener) throws InterruptedException {
        return prepare(scenario, recording, listener).execute();
    }
}
