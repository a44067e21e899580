package refute.nemeses;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.system.Capability;
import refute.harness.system.NodeId;
import refute.nemeses.network.Ways;

/** Cuts the network in every shape that the cluster is large enough for, stalled or dropped. */
public record PartitionNemesis() implements Nemesis {
    private static final List<LongFunction<Shape>> SHAPES = List.of(
            pick -> new Shape.Isolate(new Target.One(pick)),
            pick -> new Shape.Isolate(new Target.Leader(pick)),
            pick -> new Shape.Halves(),
            Shape.RandomHalves::new,
            Shape.Bridge::new,
            Shape.MajorityRing::new,
            pick -> new Shape.OneWay(new Target.One(pick)),
            pick -> new Shape.OneWay(new Target.Leader(pick)),
            pick -> new Shape.ClientSide(new Target.Minority(pick)));

    @Override
    public String name() {
        return "partition";
    }

    @Override
    public String description() {
        return "the network cut in every shape: isolated nodes and leaders, halves, bridge, majority ring, one-way, clients; stalled or dropped";
    }

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.PARTITIONABLE);
    }

    @Override
    public List<PlannedFault> plan(NemesisPlan plan) {
        Seed shapes = plan.seed().substream("shapes");
        Deck<Shape> possible = new Deck<>(SHAPES.stream()
                .filter(shape -> cutsAnything(shape.apply(0), plan.nodes()))
                .toList());
        return Rhythm.faults(name(), plan, n -> new Fault.Partition(possible.draw(shapes, n), cut(plan.seed(), n)));
    }

    /** Stalled and dropped in turn, the first one drawn: both kinds occur in every run of two partitions. */
    static Cut cut(Seed seed, long n) {
        return (seed.substream("cut").at(0, 2) + n) % 2 == 0 ? Cut.STALLED : Cut.DROPPED;
    }

    private static boolean cutsAnything(Shape shape, List<NodeId> nodes) {
        return !Ways.of(shape, nodes, Optional.empty()).isEmpty();
    }
}
