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
import refute.specs.ordered.SortedMapChecker;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/** Each client has a range of keys of its own, side by side with the others', and finds there what a sorted map would have. */
public final class TreeMapWorkload implements MapWorkload {
    private static final int KEYS = 60;

    @Override
    public String name() {
        return "tree-map";
    }

    @Override
    public String description() {
        return "puts, removes, reads and scans beside a sorted map, each client on keys of its own";
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        return Generators.calls(TreeMapWorkload::call).onClients();
    }

    private static Call call(Context context, long n) {
        Seed seed = context.seed().substream(n);
        String owner = owner(context);
        Value key = Value.of(owner + "/" + String.format(Locale.ROOT, "%02d", seed.at(0, KEYS)));
        return switch (seed.at(1, 20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> Call.of("put", Value.of(n)).on(key);
            case 8, 9, 10, 11 -> Call.of("remove").on(key);
            case 12, 13, 14, 15, 16, 17 -> Call.of("get").on(key);
            default -> scan(owner, seed.at(2, 2) == 0);
        };
    }

    /** The one whose turn it is. Whoever asks when nobody is free throws the answer away. */
    private static String owner(Context context) {
        return String.format(Locale.ROOT, "w%03d", context.anyFree() ? context.worker(context.nextProcess()) : 0);
    }

    private static Call scan(String owner, boolean backwards) {
        // The character after the slash: where the owner's range ends.
        return SortedMapCalls.scan(owner + "/", owner + "0", backwards);
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return MapWorkload.ending(Generators.calls((context, n) -> scan(owner(context), false)));
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new SortedMapChecker(), new StructureChecker());
    }
}
