package refute.nemeses;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import refute.harness.fault.Fault;
import refute.harness.fault.Impairment;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.system.NodeId;

/** Faults in words, once it is known whom they hit. */
final class Words {
    private static final long MILLI = 1_000_000;

    private Words() {}

    static String of(Fault.Partition partition, List<NodeId> nodes, Optional<NodeId> leader) {
        String shape = switch (partition.shape()) {
            case Shape.Isolate isolate -> of(isolate.target(), nodes, leader) + " isolated";
            case Shape.Halves halves -> halves(nodes);
            case Shape.RandomHalves halves -> halves(Target.shuffled(nodes, halves.pick()));
            case Shape.Bridge bridge -> {
                List<NodeId> order = Target.shuffled(nodes, bridge.pick());
                yield halves(order.subList(1, order.size())) + " joined only by " + order.getFirst();
            }
            case Shape.MajorityRing ring -> "majority ring " + list(Target.shuffled(nodes, ring.pick()));
            case Shape.OneWay oneWay -> "nothing from " + of(oneWay.target(), nodes, leader) + " to other nodes";
            case Shape.ClientSide side -> of(side.target(), nodes, leader) + " cut off from clients";
        };
        return "partition: " + shape + ", " + partition.cut().word();
    }

    static String of(Impairment impairment) {
        return switch (impairment) {
            case Impairment.Blocked blocked -> blocked.cut().word();
            case Impairment.Late late -> late.delayNanos() / MILLI + " ± " + late.jitterNanos() / MILLI + " ms late";
            case Impairment.Narrow narrow -> "at most " + narrow.kilobytesPerSecond() + " kB/s";
            case Impairment.Sliced sliced ->
                "sliced to " + sliced.bytes() + " bytes, " + sliced.delayNanos() / 1000 + " µs apart";
            case Impairment.Reset reset -> "reset after " + reset.afterNanos() / MILLI + " ms";
            case Impairment.Limited limited -> "closed after " + limited.bytes() + " bytes";
        };
    }

    /** The nodes that a target means, with the reason where it is not plain. */
    static String of(Target target, List<NodeId> nodes, Optional<NodeId> leader) {
        String who = list(target.resolve(nodes, leader));
        return target instanceof Target.Leader && leader.isPresent() ? "leader " + who : who;
    }

    static String leaders(Optional<NodeId> before, Optional<NodeId> after) {
        if (before.equals(after)) {
            return before.map(node -> "leader stays " + node).orElse("");
        }
        return "leader " + before.map(NodeId::toString).orElse("none") + " → "
                + after.map(NodeId::toString).orElse("none");
    }

    static String list(Collection<NodeId> nodes) {
        return nodes.stream().map(NodeId::toString).collect(Collectors.joining(" "));
    }

    /** Bytes as people say them. */
    static String bytes(long count) {
        return count < 10_000 ? count + " B" : count < 10_000_000 ? count / 1000 + " kB" : count / 1_000_000 + " MB";
    }

    private static String halves(List<NodeId> order) {
        int half = order.size() / 2;
        return list(order.subList(0, half).stream().sorted().toList()) + " | "
                + list(order.subList(half, order.size()).stream().sorted().toList());
    }
}
