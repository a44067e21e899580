package refute.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import refute.harness.Seed;
import refute.harness.check.Checker;
import refute.harness.check.StandardCheckers;
import refute.harness.system.Reads;
import refute.harness.workload.Workload;
import refute.harness.workload.WorkloadPlan;
import refute.specs.model.Models;

/** Lists of what no service file names. */
final class Catalogues {
    /** What {@code --model} calls transactions over lists, which are no model with a step. */
    static final String LIST_APPEND = "list-append";

    private Catalogues() {}

    /** Each checker once: those of every run, and those of the workloads. */
    static List<Checker> checkers() {
        Map<String, Checker> byName = new LinkedHashMap<>();
        WorkloadPlan plan = new WorkloadPlan(new Seed(0), 1, 1, 1, Reads.LINEARIZABLE);
        for (Workload workload : Registry.workloads()) {
            workload.checkers(plan).forEach(checker -> byName.putIfAbsent(checker.name(), checker));
        }
        StandardCheckers.all(1, 0).forEach(checker -> byName.putIfAbsent(checker.name(), checker));
        return List.copyOf(byName.values());
    }

    static SequencedMap<String, String> models() {
        SequencedMap<String, String> models = Models.descriptions();
        models.put(LIST_APPEND, "transactions of [:append key element] and [:r key list]: strict serializable");
        return models;
    }
}
