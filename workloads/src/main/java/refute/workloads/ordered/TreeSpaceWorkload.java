package refute.workloads.ordered;

import java.util.List;
import refute.harness.Seed;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.SpaceChecker;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/** The same few keys are overwritten and removed for ever, keys that are not there are removed, and the size stays within a factor. */
public final class TreeSpaceWorkload implements MapWorkload {
    private static final int KEYS = 100;
    /** Of what is needed. */
    private static final int FACTOR = 3;

    @Override
    public String name() {
        return "tree-space";
    }

    @Override
    public String description() {
        return "the same keys overwritten for ever: space within " + FACTOR + " times what is needed";
    }

    @Override
    public Durability durability() {
        return Durability.IN_MEMORY;
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        return Generators.calls(TreeSpaceWorkload::call).onClients();
    }

    private static Call call(Context context, long n) {
        Seed seed = context.seed().substream(n);
        return switch (seed.at(0, 25)) {
            case 0 -> Call.of("flush");
            case 1 -> Call.of("size");
            case 2 -> SortedMapCalls.remove("k" + seed.at(1, KEYS));
            case 3, 4, 5 -> SortedMapCalls.remove("absent" + seed.at(1, KEYS));
            default -> SortedMapCalls.put("k" + seed.at(1, KEYS), n);
        };
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return MapWorkload.ending(Generators.of("size"));
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new SpaceChecker(FACTOR), new StructureChecker());
    }
}
