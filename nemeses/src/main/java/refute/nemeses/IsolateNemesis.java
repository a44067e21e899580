package refute.nemeses;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.system.Capability;

/** Cuts one node off from all others; its clients still reach it. */
public record IsolateNemesis() implements Nemesis {
    @Override
    public String name() {
        return "isolate";
    }

    @Override
    public String description() {
        return "one node cut off from all other nodes, but not from clients";
    }

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.PARTITIONABLE);
    }

    @Override
    public int nodesMin() {
        return 2;
    }

    @Override
    public List<PlannedFault> plan(NemesisPlan plan) {
        Seed picks = plan.seed().substream("targets");
        return Rhythm.faults(
                name(),
                plan,
                n -> new Fault.Partition(
                        new Shape.Isolate(new Target.One(picks.at(n))), PartitionNemesis.cut(plan.seed(), n)));
    }
}
