package refute.workloads.register;

import java.util.List;
import java.util.function.Function;
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
import refute.specs.revision.RevisionOrderChecker;

/**
 * Reads, writes and compare-and-sets on registers.
 *
 * <p>Each group of processes works on one register for {@value #CALLS_PER_KEY} calls and then takes a fresh one, so that no
 * part of the history that must be searched grows with the run, and a register that went wrong is not mended by later writes.
 * Written values are unique within their register, which makes a wrong answer plain, and most histories quick to judge. A
 * compare-and-set expects one of the values that were last invoked, so that about one in three succeeds.
 */
public final class RegisterWorkload implements Workload {
    /** Enough for several faults of a usual run to fall into the life of one register. */
    static final int CALLS_PER_KEY = 300;

    private static final int RECENT_VALUES = 3;

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String description() {
        return "reads, writes and compare-and-sets on independent registers: linearizable, revisions in order";
    }

    @Override
    public Class<?> contract() {
        return RegisterClient.class;
    }

    @Override
    public Client open(SystemInstance system, Connection connection) {
        return new RegisterCalls(system.connect(RegisterClient.class, connection));
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        int groupSize = Math.max(1, plan.workers() / plan.keys());
        Function<Value, Generator> calls =
                key -> Generators.calls(RegisterWorkload::call).limit(CALLS_PER_KEY);
        return Generators.concurrentKeys(groupSize, n -> Value.of("r" + n), calls);
    }

    /** The n-th call on a register: half of them reads. What is written is n, which no other call on it writes. */
    private static Call call(Context context, long n) {
        int draw = context.seed().at(n, 8);
        if (draw < 4) {
            return Call.of("read");
        }
        if (draw < 6 || n == 0) {
            return Call.of("write", Value.of(n));
        }
        long recent = Math.max(0, n - 1 - context.seed().substream("expected").at(n, RECENT_VALUES * 2));
        return Call.of("cas", Value.pair(Value.of(recent), Value.of(n)));
    }

    /** Nothing more is asked: the registers' last reads are among the operations. */
    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new RegistersLinearizable(), new RevisionOrderChecker());
    }
}
