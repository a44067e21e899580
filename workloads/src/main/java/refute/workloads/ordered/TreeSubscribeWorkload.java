package refute.workloads.ordered;

import java.util.List;
import java.util.Locale;
import refute.harness.Seed;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.history.Value;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.StructureChecker;
import refute.specs.ordered.SubscriptionChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/**
 * Every client changes keys under a few prefixes and listens to one of them now and then: it hears of each change between its subscription and its end
 * once, in order. Half of the removals find nothing, and are no change. Values are unique: the number of the call.
 */
public final class TreeSubscribeWorkload implements MapWorkload {
    private static final int PREFIXES = 3;
    private static final int KEYS = 40;

    @Override
    public String name() {
        return "tree-subscribe";
    }

    @Override
    public String description() {
        return "who listens to a prefix hears of each change under it once, in order, between the subscription and its end";
    }

    /** What a crash takes away, it takes from those who listen, too. */
    @Override
    public Durability durability() {
        return Durability.IN_MEMORY;
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        return Generators.calls(TreeSubscribeWorkload::call).onClients();
    }

    private static Call call(Context context, long n) {
        Seed seed = context.seed().substream(n);
        int prefix = seed.at(0, PREFIXES);
        String key = String.format(Locale.ROOT, "p%d/k%02d", prefix, seed.at(1, KEYS));
        return switch (seed.at(2, 20)) {
            // All keys, now and then.
            case 0, 1 -> Call.of("subscribe", Value.of(seed.at(3, 4) == 0 ? "" : "p" + prefix + "/"));
            case 2 -> Call.of("unsubscribe");
            case 3, 4, 5, 6 -> Call.of("take");
            case 7, 8, 9, 10, 11 -> SortedMapCalls.remove(key);
            default -> SortedMapCalls.put(key, n);
        };
    }

    /** Who has no subscription any more fails at once. */
    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return MapWorkload.ending(Generators.of("unsubscribe"));
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new SubscriptionChecker(), new StructureChecker());
    }
}
