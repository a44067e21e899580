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

/** Stops whoever leads, and lets it continue. */
public record PauseLeaderNemesis() implements Nemesis {
    @Override
    public String name() {
        return "pause-leader";
    }

    @Override
    public String description() {
        return "the leader stopped and continued";
    }

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.PAUSABLE);
    }

    @Override
    public List<PlannedFault> plan(NemesisPlan plan) {
        Seed picks = plan.seed().substream("targets");
        return Rhythm.faults(name(), plan, n -> new Fault.Pause(new Target.Leader(picks.at(n))));
    }
}
