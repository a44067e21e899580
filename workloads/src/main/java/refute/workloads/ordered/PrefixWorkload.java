package refute.workloads.ordered;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.generator.Generator;
import refute.harness.workload.Hardship;
import refute.harness.workload.WorkloadPlan;
import refute.specs.ordered.PrefixChecker;
import refute.specs.ordered.StructureChecker;
import refute.workloads.ordered.SortedMapClient.Durability;

/**
 * Puts that are answered from memory, and flushes: whatever happens, a first part of the changes is left, with all that was flushed. The workloads differ
 * in what happens.
 */
abstract sealed class PrefixWorkload implements MapWorkload
        permits TreeCrashWorkload, TreeIoErrorsWorkload, TreePowerWorkload {
    private final String name;
    private final String description;
    private final Hardship hardship;

    PrefixWorkload(String name, String description, Hardship hardship) {
        this.name = name;
        this.description = description;
        this.hardship = hardship;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final Hardship hardship() {
        return hardship;
    }

    @Override
    public final Durability durability() {
        return Durability.IN_MEMORY;
    }

    @Override
    public final Generator operations(WorkloadPlan plan) {
        return PrefixCalls.operations();
    }

    @Override
    public final Generator finalOperations(WorkloadPlan plan) {
        return PrefixCalls.finalOperations();
    }

    @Override
    public final List<Checker> checkers(WorkloadPlan plan) {
        return List.of(new PrefixChecker(), new StructureChecker());
    }
}
