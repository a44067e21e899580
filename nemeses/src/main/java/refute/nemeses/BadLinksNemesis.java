package refute.nemeses;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.Impairment;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.system.Capability;

/** Makes links slow and flaky, but does not cut them: latency and jitter, little bandwidth, slices, resets, limited data. */
public record BadLinksNemesis() implements Nemesis {
    private static final long MILLI = 1_000_000;

    /** Strong enough to be felt by elections and time-outs, weak enough for something to get through. */
    private static final Deck<Impairment> KINDS = new Deck<>(List.of(
            pick -> new Impairment.Late((50 + new Seed(pick).at(0, 200)) * MILLI, new Seed(pick).at(1, 100) * MILLI),
            pick -> new Impairment.Narrow(5 + new Seed(pick).at(0, 60)),
            pick -> new Impairment.Sliced(16 + new Seed(pick).at(0, 256), MILLI / 2),
            pick -> new Impairment.Reset((100 + new Seed(pick).at(0, 900)) * MILLI),
            pick -> new Impairment.Limited(1_000 + new Seed(pick).at(0, 20_000))));

    @Override
    public String name() {
        return "bad-links";
    }

    @Override
    public String description() {
        return "links that are slow and flaky: late, narrow, sliced, reset, limited";
    }

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.PARTITIONABLE);
    }

    @Override
    public List<PlannedFault> plan(NemesisPlan plan) {
        Seed targets = plan.seed().substream("targets");
        Seed kinds = plan.seed().substream("kinds");
        return Rhythm.faults(name(), plan, n -> new Fault.BadLinks(Targets.ANY.draw(targets, n), KINDS.draw(kinds, n)));
    }
}
