package refute.nemeses;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Target;
import refute.harness.system.Capability;

/** Kills whoever leads, and starts it again. */
public record KillLeaderNemesis() implements Nemesis {
    @Override
    public String name() {
        return "kill-leader";
    }

    @Override
    public String description() {
        return "the leader killed and started again";
    }

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.KILLABLE);
    }

    @Override
    public List<PlannedFault> plan(NemesisPlan plan) {
        Seed picks = plan.seed().substream("targets");
        return Rhythm.faults(name(), plan, n -> new Fault.Kill(new Target.Leader(picks.at(n))));
    }
}
