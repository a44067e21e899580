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
 * compare-and-set expects one of the values that were last written or tried to, so that about one in three succeeds. All of that
 * follows from the seed and the number of the call, not from answers: another fault leaves the operations as they were.
 */
public final class RegisterWorkload implements Workload {
    /** Enough for several faults of a usual run to fall into the life of one register. */
    static final int CALLS_PER_KEY = 300;

    /** How often each register is read in the end; by different processes, if there are enough. */
    static final int FINAL_READS = 3;

    /** A compare-and-set expects what the last call that writes did, or the one before it. */
    private static final int WRITERS_BACK = 2;
    /** How far back such a call is looked for; half of the calls write. */
    private static final int CALLS_BACK_MAX = 24;

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
        return Generators.concurrentKeys(groupSize, RegisterWorkload::register, calls);
    }

    /** The n-th call on a register: half of them reads. What is written is n, which no other call on it writes. */
    private static Call call(Context context, long n) {
        if (!writes(context, n)) {
            return Call.of("read");
        }
        long expected = context.seed().substream("blind").at(n, 2) == 0 ? -1 : expected(context, n);
        return expected < 0
                ? Call.of("write", Value.of(n))
                : Call.of("cas", Value.pair(Value.of(expected), Value.of(n)));
    }

    private static boolean writes(Context context, long n) {
        return context.seed().at(n, 2) == 0;
    }

    /** The value of one of the last calls before n that write; -1 if there is none. */
    private static long expected(Context context, long n) {
        int skip = context.seed().substream("expected").at(n, WRITERS_BACK);
        for (long m = n - 1; m >= Math.max(0, n - CALLS_BACK_MAX); m--) {
            if (writes(context, m) && skip-- == 0) {
                return m;
            }
        }
        return -1;
    }

    /** Every register is read by some processes: what was acknowledged last must be there to the end. */
    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        Generator reads = Generators.sequentialKeys(
                        RegisterWorkload::register, key -> Generators.of("read").repeat(FINAL_READS))
                .onClients();
        // Each of those that were in use at last may have been taken and never written.
        return new FinalReads(reads, 0, FINAL_READS * (plan.keys() + 1));
    }

    private static Value register(long number) {
        return Value.of("r" + number);
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new RegistersLinearizable(), new RevisionOrderChecker());
    }
}
