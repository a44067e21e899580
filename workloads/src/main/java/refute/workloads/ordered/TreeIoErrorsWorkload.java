package refute.workloads.ordered;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.generator.Generator;
import refute.harness.workload.Hardship;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.PrefixChecker;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/** Disks refuse calls: what was flushed is there when the map is opened anew, and the rest is a first part of the changes. */
public final class TreeIoErrorsWorkload implements MapWorkload {
    @Override
    public String name() {
        return "tree-io-errors";
    }

    @Override
    public String description() {
        return "the same on disks that refuse calls: errors lose nothing in silence, and opening anew works";
    }

    @Override
    public Hardship hardship() {
        return Hardship.DISK;
    }

    @Override
    public Durability durability() {
        return Durability.IN_MEMORY;
    }

    @Override
    public Generator operations(WorkloadPlan plan) {
        return PrefixCalls.operations();
    }

    @Override
    public Generator finalOperations(WorkloadPlan plan) {
        return PrefixCalls.finalOperations();
    }

    @Override
    public List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new PrefixChecker(), new StructureChecker());
    }
}
