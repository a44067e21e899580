package refute.harness.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.world.simulation.SimulatedCluster;

/**
 * Whether a leader stays whom a majority hears: one follower alone cannot hear it for a while, or hears nobody at all, and then comes
 * back. A system that does not ask before it votes elects another then, for nothing (section 9.6 of Ongaro's thesis).
 *
 * <p>It comes when everything is healed and at rest, in one run of some; what it sees is what nodes say of themselves.
 */
final class CutOff {
    private static final String ID = "cut-off";
    private static final int ONE_RUN_OF = 8;
    /** Longer than a follower waits for a leader in any sensible set-up. */
    private static final Duration CUT = Duration.ofSeconds(3);

    private static final Duration AFTER = Duration.ofSeconds(1);

    private final SimulatedCluster cluster;
    private final Seed seed;

    CutOff(SimulatedCluster cluster, Seed seed) {
        this.cluster = cluster;
        this.seed = seed;
    }

    /** @param pass lets so much time pass */
    void run(Consumer<Duration> pass) {
        Optional<NodeId> leader = cluster.leader();
        if (!cluster.keepsItsLeader() || seed.at(0, ONE_RUN_OF) != 0 || leader.isEmpty()) {
            return;
        }
        List<NodeId> followers = cluster.nodes().stream()
                .filter(node -> !node.equals(leader.get()) && cluster.answers(node))
                .toList();
        if (followers.size() <= cluster.nodes().size() / 2) {
            // Without one of them there would be no majority.
            return;
        }
        NodeId follower = followers.get(seed.at(1, followers.size()));
        List<NodeId> unheard = seed.at(2, 2) == 0
                ? List.of(leader.get())
                : cluster.nodes().stream()
                        .filter(node -> !node.equals(follower))
                        .toList();
        long term = term(leader.get());
        cluster.network().impose(ID, cuts(follower, unheard));
        pass.accept(CUT);
        cluster.network().lift(ID);
        pass.accept(AFTER);
        if (!cluster.leader().equals(leader) || term(leader.get()) != term) {
            cluster.found(
                    follower,
                    "stability: a majority heard " + leader.get() + ", who led in term " + term + ", but " + follower
                            + ", cut off from " + unheard + " for " + CUT.toSeconds() + " s, unseated it");
        }
    }

    private long term(NodeId node) {
        return cluster.status(node).map(NodeStatus::term).orElse(-1L);
    }

    private static Map<Way, Impairment> cuts(NodeId follower, List<NodeId> unheard) {
        Map<Way, Impairment> cuts = new LinkedHashMap<>();
        for (NodeId other : unheard) {
            cuts.put(new Way(follower, other), new Impairment.Blocked(Cut.DROPPED));
            cuts.put(new Way(other, follower), new Impairment.Blocked(Cut.DROPPED));
        }
        return cuts;
    }
}
