package refute.workloads.ordered;

import java.util.List;
import java.util.Locale;
import refute.harness.Seed;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.IterationChecker;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/** Keys that stay, between others that come and go, and scans both ways: each gives every key that stays, once, in order. */
public final class TreeIterateWorkload implements MapWorkload {
    private static final int STAYING = 150;
    private static final int GOING = 4 * STAYING;

    @Override
    public String name() {
        return "tree-iterate";
    }

    @Override
    public String description() {
        return "scans both ways over keys that stay, between others that come and go: none missed, none twice";
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        return Generators.calls(TreeIterateWorkload::call).onClients();
    }

    private static Call call(Context context, long n) {
        if (n < STAYING) {
            return SortedMapCalls.put(key(n * GOING / STAYING, "s"), n);
        }
        Seed seed = context.seed().substream(n);
        String going = key(seed.at(0, GOING), "g");
        return switch (seed.at(1, 10)) {
            case 0 -> SortedMapCalls.scan("", "", seed.at(2, 2) == 0);
            case 1, 2, 3, 4 -> SortedMapCalls.remove(going);
            default -> SortedMapCalls.put(going, n);
        };
    }

    private static String key(long place, String kind) {
        return String.format(Locale.ROOT, "k%04d%s", place, kind);
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return MapWorkload.ending(Generators.of(SortedMapCalls.scan("", "", true)));
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new IterationChecker(), new StructureChecker());
    }
}
