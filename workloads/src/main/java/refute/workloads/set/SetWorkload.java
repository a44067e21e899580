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
 * Unique elements are added to one set, now and then, and ever more rarely, it is read; in the end, when all is healed, every process reads it.
 */
public final class SetWorkload implements Workload {
    /** At first one call in so many reads. */
    private static final int READ_ONE_IN_AT_FIRST = 50;
    /** Later one in as many as make a read cost so many elements a call: reads of all would else fill disk and memory. */
    private static final int ELEMENTS_READ_PER_CALL = 20;
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
                        context.seed().at(n, readOneIn(n)) == 0 ? Call.of("read") : Call.of("add", Value.of(n)))
                .onClients();
    }

    /** There are about n elements when the n-th call is made. */
    private static int readOneIn(long n) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(READ_ONE_IN_AT_FIRST, n / ELEMENTS_READ_PER_CALL));
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
