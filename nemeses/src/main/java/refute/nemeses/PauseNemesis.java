package refute.nemeses;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.system.Capability;

/** Stops processes of one node, a minority, a majority, all, or the leader, and lets them continue. */
public record PauseNemesis() implements Nemesis {
    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String description() {
        return "nodes stopped and continued: one, a minority, a majority, all, the leader";
    }

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.PAUSABLE);
    }

    @Override
    public List<PlannedFault> plan(NemesisPlan plan) {
        Seed targets = plan.seed().substream("targets");
        return Rhythm.faults(name(), plan, n -> new Fault.Pause(Targets.ANY.draw(targets, n)));
    }
}
