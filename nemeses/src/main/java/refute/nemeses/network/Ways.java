package refute.nemeses.network;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.fault.Way;
import refute.harness.system.NodeId;

/** Which directed ways a shape of partition cuts: pure functions. */
public final class Ways {
    private static final java.util.Comparator<Way> ORDER =
            java.util.Comparator.comparing(Way::from).thenComparing(Way::to);

    private Ways() {}

    /**
     * The ways that are cut, in order; none if the cluster is too small for the shape.
     *
     * @param nodes of the cluster, at least one
     * @param leader when the fault begins, if there is one
     */
    public static SequencedSet<Way> of(Shape shape, List<NodeId> nodes, Optional<NodeId> leader) {
        return switch (shape) {
            case Shape.Isolate isolate -> {
                List<NodeId> alone = isolate.target().resolve(nodes, leader);
                yield between(nodes, (from, to) -> alone.contains(from) || alone.contains(to));
            }
            case Shape.Halves halves -> split(nodes, nodes);
            case Shape.RandomHalves halves -> split(nodes, Target.shuffled(nodes, halves.pick()));
            case Shape.Bridge bridge -> {
                // Without the bridge itself, the halves do not see each other.
                List<NodeId> order = Target.shuffled(nodes, bridge.pick());
                yield split(nodes, order.subList(1, order.size()));
            }
            case Shape.MajorityRing ring -> majorityRing(nodes, Target.shuffled(nodes, ring.pick()));
            case Shape.OneWay oneWay -> {
                List<NodeId> mute = oneWay.target().resolve(nodes, leader);
                yield between(nodes, (from, to) -> mute.contains(from));
            }
            case Shape.ClientSide clientSide -> client(clientSide.target().resolve(nodes, leader));
        };
    }

    /** All ways of these nodes, both directions, to other nodes and to clients. */
    public static SequencedSet<Way> around(Collection<NodeId> targets, List<NodeId> nodes) {
        SequencedSet<Way> ways = new TreeSet<>(ORDER);
        ways.addAll(between(nodes, (from, to) -> targets.contains(from) || targets.contains(to)));
        ways.addAll(client(targets));
        return Collections.unmodifiableSequencedSet(ways);
    }

    /** The node through which the halves of a bridge still see each other. */
    static NodeId bridge(Shape.Bridge bridge, List<NodeId> nodes) {
        return Target.shuffled(nodes, bridge.pick()).getFirst();
    }

    /** The first half of {@code order} against its other half; with an odd number the second one is the larger. */
    private static SequencedSet<Way> split(List<NodeId> nodes, List<NodeId> order) {
        Set<NodeId> first = Set.copyOf(order.subList(0, order.size() / 2));
        Set<NodeId> second = Set.copyOf(order.subList(order.size() / 2, order.size()));
        return between(
                nodes,
                (from, to) ->
                        (first.contains(from) && second.contains(to)) || (second.contains(from) && first.contains(to)));
    }

    /**
     * On a ring, each node hears the majority around it, itself included, and nobody else. With a majority of an even number
     * the window cannot lie evenly: it reaches one further ahead, and then two nodes may hear each other one way only. Two
     * nodes have but one majority, so there is nothing to cut.
     */
    private static SequencedSet<Way> majorityRing(List<NodeId> nodes, List<NodeId> ring) {
        int n = ring.size();
        int majority = n / 2 + 1;
        int behind = (majority - 1) / 2;
        int ahead = majority - 1 - behind;
        return between(nodes, (from, to) -> {
            int distance = Math.floorMod(ring.indexOf(from) - ring.indexOf(to), n);
            return distance > ahead && distance < n - behind;
        });
    }

    private static SequencedSet<Way> between(List<NodeId> nodes, BiPredicate<NodeId, NodeId> cut) {
        SequencedSet<Way> ways = new TreeSet<>(ORDER);
        for (NodeId from : nodes) {
            for (NodeId to : nodes) {
                if (!from.equals(to) && cut.test(from, to)) {
                    ways.add(new Way(from, to));
                }
            }
        }
        return Collections.unmodifiableSequencedSet(ways);
    }

    private static SequencedSet<Way> client(Collection<NodeId> targets) {
        SequencedSet<Way> ways = new TreeSet<>(ORDER);
        targets.stream()
                .flatMap(node -> Stream.of(new Way(NodeId.CLIENTS, node), new Way(node, NodeId.CLIENTS)))
                .forEach(ways::add);
        return Collections.unmodifiableSequencedSet(ways);
    }
}
