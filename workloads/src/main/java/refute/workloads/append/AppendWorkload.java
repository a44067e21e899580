package refute.workloads.append;

import java.util.ArrayList;
import java.util.List;
import refute.harness.Seed;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.history.Value;
import refute.harness.system.Client;
import refute.harness.system.Connection;
import refute.harness.system.SystemInstance;
import refute.harness.workload.Workload;
import refute.harness.workload.WorkloadPlan;
import refute.specs.transactions.ListAppendChecker;

/**
 * Transactions that append to lists and read them.
 *
 * <p>A few lists are in use at once; every {@value #CALLS_PER_LIST} calls the oldest is left and a new one begun, so that lists, and what
 * reads of them cost, stay short. A transaction has one to {@value #STEPS_MAX} steps, half of them reads. The elements of a list are unique:
 * made of the number of the call. All of that follows from the seed and the number of the call, not from answers.
 */
public final class AppendWorkload implements Workload {
    static final int STEPS_MAX = 4;
    static final int CALLS_PER_LIST = 30;
    /** So that a transaction can be about several lists, and two transactions about the same. */
    private static final int LISTS_MIN = 3;

    @Override
    public String name() {
        return "append";
    }

    @Override
    public String description() {
        return "transactions that append to lists and read them: strict serializable, or the anomaly by name";
    }

    @Override
    public Class<?> contract() {
        return AppendClient.class;
    }

    @Override
    public Client open(SystemInstance system, Connection connection) {
        return new AppendCalls(system.connect(AppendClient.class, connection));
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        int lists = Math.max(LISTS_MIN, plan.keys());
        return Generators.calls((context, n) -> call(context, n, lists)).onClients();
    }

    private static Call call(Context context, long n, int lists) {
        Seed seed = context.seed().substream(n);
        int count = 1 + seed.at(0, STEPS_MAX);
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Value key = Value.of("l" + (n / CALLS_PER_LIST + seed.at(3L * i + 1, lists)));
            boolean appends = seed.at(3L * i + 2, 2) == 0;
            steps.add(appends ? new Step.Append(key, Value.of(n * STEPS_MAX + i)) : new Step.Read(key));
        }
        return Call.of("txn", new ListTransaction(steps).asked());
    }

    /** Nothing more is asked: the last reads of the lists are among the operations. */
    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(checker());
    }

    /** What judges this workload's transactions, for whoever makes a history of them in another way. */
    public static Checker checker() {
        return ListAppendChecker.strict();
    }
}
