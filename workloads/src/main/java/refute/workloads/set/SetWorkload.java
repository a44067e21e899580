package refute.workloads.set;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.history.Value;
import refute.harness.system.Client;
import refute.harness.system.Connection;
import refute.harness.system.SystemInstance;
import refute.harness.workload.Workload;
import refute.harness.workload.WorkloadPlan;
import refute.specs.set.SetChecker;

/**
 * Unique elements are added to one set, now and then it is read; in the end, when all is healed, every process reads it.
 */
public final class SetWorkload implements Workload {
    /** One call in so many reads while elements are added: a read of all is dear. */
    private static final int READ_ONE_IN = 50;
    /** How often a process may try its final read. */
    private static final int FINAL_TRIES = 5;

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String description() {
        return "unique elements added to one set, read in the end: none lost, stale, or from nowhere";
    }

    @Override
    public Class<?> contract() {
        return SetClient.class;
    }

    @Override
    public Client open(SystemInstance system, Connection connection) {
        return new SetCalls(system.connect(SetClient.class, connection));
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        return Generators.calls((context, n) ->
                        context.seed().at(n, READ_ONE_IN) == 0 ? Call.of("read") : Call.of("add", Value.of(n)))
                .onClients();
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return Generators.eachWorker(Generators.of("read").repeat(FINAL_TRIES).untilOk())
                .onClients();
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new SetChecker());
    }
}
