package refute.workloads.ordered;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.generator.Generator;
import refute.harness.workload.Hardship;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.PrefixChecker;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/** The power fails: a first part of the changes is left, with all that was flushed. */
public final class TreePowerWorkload implements MapWorkload {
    @Override
    public String name() {
        return "tree-power";
    }

    @Override
    public String description() {
        return "the same when the power fails: simulated disks forget, tear and reorder what was not synchronised";
    }

    @Override
    public Hardship hardship() {
        return Hardship.POWER;
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
