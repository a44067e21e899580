package refute.harness.workload;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.generator.ListedCall;
import refute.harness.generator.Step;
import refute.harness.system.Client;
import refute.harness.system.Connection;
import refute.harness.system.SystemInstance;

/**
 * A workload of which the operations of the main phase are a list. After that, to see that the system has recovered, it is asked what the
 * workload itself would ask.
 *
 * @param workload whose contract, names and checkers
 * @param calls of the main phase
 * @param endNanos when the main phase ends, since the run began
 * @param ratePerSecond of what is asked after it; 0 is as fast as it goes
 * @param readsAtEnd whether the final operations are made
 */
public record ListedWorkload(
        Workload workload, List<ListedCall> calls, long endNanos, double ratePerSecond, boolean readsAtEnd)
        implements Workload {
    public ListedWorkload {
        calls = List.copyOf(calls);
    }

    @Override
    public String name() {
        return workload.name();
    }

    @Override
    public String description() {
        return workload.description();
    }

    @Override
    public Class<?> contract() {
        return workload.contract();
    }

    @Override
    public Client open(SystemInstance system, Connection connection) {
        return workload.open(system, connection);
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        Generator after = workload.operations(plan).rate(ratePerSecond);
        return Generators.listed(calls, endNanos).then(after);
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return readsAtEnd ? workload.finalOperations(plan) : context -> Step.EXHAUSTED;
    }

    @Override
    public Hardship hardship() {
        return workload.hardship();
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return workload.checkers(plan);
    }
}
