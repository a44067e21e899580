package refute.workloads.ordered;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import refute.harness.Seed;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.history.Value;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.KeysLinearizable;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/**
 * Several clients on the same keys, which have neighbours that come and go, so that pages are split and merged under them: what is read, put, removed and
 * compared has one order, for each key.
 *
 * <p>Each group of clients works on one key for {@value #CALLS_PER_KEY} calls and then takes a fresh one, as with registers. Values that are put are unique
 * within their key: the number of the call. A compare-and-set expects what a call shortly before has put.
 */
public final class TreeConcurrentWorkload implements MapWorkload {
    static final int CALLS_PER_KEY = 300;

    private static final int NEIGHBOURS = 64;
    private static final int BACK_MAX = 4;

    @Override
    public String name() {
        return "tree-concurrent";
    }

    @Override
    public String description() {
        return "several clients on the same keys, whose neighbours come and go: linearizable for each key";
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        int groupSize = Math.max(1, plan.workers() / plan.keys());
        Function<Value, Generator> calls =
                key -> Generators.calls((context, n) -> call(context, n)).limit(CALLS_PER_KEY);
        Generator judged = Generators.concurrentKeys(groupSize, TreeConcurrentWorkload::key, calls);
        return Generators.mix(
                Generators.weighted(3, judged),
                Generators.weighted(
                        1, Generators.calls(TreeConcurrentWorkload::neighbour).onClients()));
    }

    private static Call call(Context context, long n) {
        Seed seed = context.seed().substream(n);
        return switch (seed.at(0, 10)) {
            case 0, 1, 2, 3 -> Call.of("get");
            case 4, 5, 6 -> Call.of("put", Value.of(n));
            case 7 -> Call.of("remove");
            default -> Call.of("cas", Value.pair(Value.of(Math.max(0, n - 1 - seed.at(1, BACK_MAX))), Value.of(n)));
        };
    }

    private static Call neighbour(Context context, long n) {
        Seed seed = context.seed().substream(n);
        String key = String.format(Locale.ROOT, "k%02d/%d", seed.at(0, NEIGHBOURS), seed.at(1, 4));
        return seed.at(2, 2) == 0 ? SortedMapCalls.remove(key) : SortedMapCalls.put(key, n);
    }

    private static Value key(long number) {
        return Value.of(String.format(Locale.ROOT, "k%02d/r%d", number % NEIGHBOURS, number));
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return MapWorkload.ending(Generators.of(SortedMapCalls.scan("", "", false)));
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new KeysLinearizable(), new StructureChecker());
    }
}
