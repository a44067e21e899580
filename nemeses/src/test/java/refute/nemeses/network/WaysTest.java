package refute.nemeses.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.fault.Way;
import refute.harness.system.NodeId;

/** Every shape on every size of cluster, and many picks. */
class WaysTest {
    private static final int PICKS = 200;

    @Test
    void five_nodes_need_the_known_numbers_of_toxics() {
        // Each way between nodes is two streams.
        assertThat(2 * ways(new Shape.Isolate(new Target.One(1)), 5).size()).isEqualTo(16);
        assertThat(2 * ways(new Shape.Halves(), 5).size()).isEqualTo(24);
        assertThat(2 * ways(new Shape.Bridge(1), 5).size()).isEqualTo(16);
        assertThat(2 * ways(new Shape.MajorityRing(1), 5).size()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void on_a_majority_ring_each_node_hears_a_majority_and_no_two_the_same(int n) {
        for (long pick = 0; pick < PICKS; pick++) {
            Set<Way> cut = ways(new Shape.MajorityRing(pick), n);
            Set<Set<NodeId>> heard = new HashSet<>();
            for (NodeId node : NodeId.first(n)) {
                Set<NodeId> by = hears(node, cut, n);
                assertThat(by).hasSize(n / 2 + 1).contains(node);
                heard.add(by);
            }
            assertThat(heard).hasSize(n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_or_two_nodes_have_no_majority_ring_and_no_bridge(int n) {
        assertThat(ways(new Shape.MajorityRing(4), n)).isEmpty();
        assertThat(ways(new Shape.Bridge(4), n)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void a_bridge_sees_all_and_the_others_see_their_half_and_the_bridge(int n) {
        for (long pick = 0; pick < PICKS; pick++) {
            Shape.Bridge shape = new Shape.Bridge(pick);
            Set<Way> cut = ways(shape, n);
            NodeId bridge = Ways.bridge(shape, NodeId.first(n));
            assertThat(hears(bridge, cut, n)).hasSize(n);
            for (NodeId node : NodeId.first(n)) {
                if (!node.equals(bridge)) {
                    assertThat(hears(node, cut, n)).contains(bridge).hasSizeBetween((n - 1) / 2 + 1, n / 2 + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void halves_split_all_nodes_in_two_groups_that_differ_by_at_most_one(int n) {
        for (long pick = 0; pick < PICKS; pick++) {
            for (Shape shape : List.of(new Shape.Halves(), new Shape.RandomHalves(pick))) {
                Set<Way> cut = ways(shape, n);
                assertThat(cut).hasSize(2 * (n / 2) * (n - n / 2));
                for (NodeId node : NodeId.first(n)) {
                    assertThat(hears(node, cut, n).size()).isIn(n / 2, n - n / 2);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void isolated_nodes_hear_and_reach_nobody_and_keep_their_clients(int n) {
        for (long pick = 0; pick < PICKS; pick++) {
            Target target = new Target.Minority(pick);
            Set<Way> cut = ways(new Shape.Isolate(target), n);
            for (NodeId alone : target.resolve(NodeId.first(n), Optional.empty())) {
                assertThat(hears(alone, cut, n)).containsExactly(alone);
                assertThat(cut)
                        .noneMatch(way ->
                                way.from().equals(NodeId.CLIENTS) || way.to().equals(NodeId.CLIENTS));
            }
        }
    }

    @Test
    void one_way_is_half_of_an_isolation() {
        Target target = new Target.One(9);
        NodeId mute = target.resolve(NodeId.first(5), Optional.empty()).getFirst();
        assertThat(ways(new Shape.OneWay(target), 5))
                .hasSize(4)
                .allMatch(way -> way.from().equals(mute));
    }

    @Test
    void the_client_side_is_only_between_clients_and_the_target() {
        NodeId n2 = new NodeId(2);
        assertThat(ways(new Shape.ClientSide(new Target.Named(List.of(n2))), 3))
                .containsExactly(new Way(NodeId.CLIENTS, n2), new Way(n2, NodeId.CLIENTS));
    }

    @Test
    void the_leader_is_who_leads_when_the_fault_begins() {
        NodeId n3 = new NodeId(3);
        assertThat(Ways.of(new Shape.OneWay(new Target.Leader(1)), NodeId.first(3), Optional.of(n3)))
                .allMatch(way -> way.from().equals(n3));
    }

    @Test
    void the_ways_around_a_node_include_its_clients() {
        NodeId n1 = new NodeId(1);
        assertThat(Ways.around(List.of(n1), NodeId.first(3)))
                .hasSize(6)
                .allMatch(way -> way.from().equals(n1) || way.to().equals(n1));
    }

    private static Set<Way> ways(Shape shape, int n) {
        return Ways.of(shape, NodeId.first(n), Optional.empty());
    }

    /** Whom a node hears, itself included. */
    private static Set<NodeId> hears(NodeId node, Set<Way> cut, int n) {
        Set<NodeId> heard = new TreeSet<>(NodeId.first(n));
        cut.stream().filter(way -> way.to().equals(node)).forEach(way -> heard.remove(way.from()));
        return heard;
    }
}
