package refute.harness.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.harness.Seed;
import refute.harness.system.NodeId;

/** Which nodes a fault is for. */
public sealed interface Target {
    /** These. */
    record Named(List<NodeId> nodes) implements Target {
        public Named {
            nodes = List.copyOf(nodes);
        }
    }

    /** The one that is leader when the fault begins; if nobody is, the one that {@code pick} draws. */
    record Leader(long pick) implements Target {}

    /** One, drawn by {@code pick}. */
    record One(long pick) implements Target {}

    /** The greatest number that is still less than half, at least one, drawn by {@code pick}. */
    record Minority(long pick) implements Target {}

    /** The least number that is more than half, drawn by {@code pick}. */
    record Majority(long pick) implements Target {}

    /** All. */
    record All() implements Target {}

    /** The nodes it means, in ascending order: a function of the cluster's nodes and of who is leader. */
    default List<NodeId> resolve(List<NodeId> nodes, Optional<NodeId> leader) {
        return switch (this) {
            case Named named ->
                named.nodes().stream().filter(nodes::contains).sorted().toList();
            case Leader l -> leader.map(List::of).orElseGet(() -> draw(nodes, 1, l.pick()));
            case One one -> draw(nodes, 1, one.pick());
            case Minority minority -> draw(nodes, Math.max(1, (nodes.size() - 1) / 2), minority.pick());
            case Majority majority -> draw(nodes, nodes.size() / 2 + 1, majority.pick());
            case All all -> nodes;
        };
    }

    /** {@code count} of the nodes, ascending, by a Fisher-Yates shuffle with this pick. */
    private static List<NodeId> draw(List<NodeId> nodes, int count, long pick) {
        return shuffled(nodes, pick).subList(0, count).stream().sorted().toList();
    }

    /** The nodes in the order that {@code pick} draws. */
    static List<NodeId> shuffled(List<NodeId> nodes, long pick) {
        Seed seed = new Seed(pick);
        List<NodeId> order = new ArrayList<>(nodes);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = seed.at(i, i + 1);
            NodeId moved = order.get(i);
            order.set(i, order.get(j));
            order.set(j, moved);
        }
        return order;
    }
}
