package refute.kv.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.sim.SimCluster;

class ElectionTest {
    @Test
    void one_of_three_nodes_is_elected() {
        SimCluster cluster = SimCluster.of(1, 3);

        SimCluster.Member leader = cluster.awaitLeader();

        cluster.runFor(1000 * SimCluster.MILLI);
        assertThat(cluster.members.values())
                .allSatisfy(member -> assertThat(member.status().leader()).isEqualTo(leader.id));
    }

    @Test
    void a_single_node_elects_itself() {
        SimCluster cluster = SimCluster.of(1, 1);

        assertThat(cluster.awaitLeader().id).isEqualTo(NodeId.of(1));
    }

    @Test
    void a_leader_that_hears_from_no_quorum_steps_down() {
        SimCluster cluster = SimCluster.of(2, 3);
        SimCluster.Member leader = cluster.awaitLeader();

        cluster.isolate(leader.id);
        cluster.runFor(300 * SimCluster.MILLI);

        assertThat(leader.status().role()).isNotEqualTo(Role.LEADER);
    }

    @Test
    void a_node_that_cannot_hear_does_not_raise_the_term() {
        assertThat(termsRaisedByADeafNode(Mutants.NONE)).isZero();
    }

    @Test
    void without_pre_vote_a_node_that_cannot_hear_raises_the_term() {
        assertThat(termsRaisedByADeafNode(Mutants.of(Mutant.M31))).isPositive();
    }

    private static long termsRaisedByADeafNode(Mutants mutants) {
        SimCluster cluster = SimCluster.of(3, 3, mutants);
        SimCluster.Member leader = cluster.awaitLeader();
        long before = leader.status().term();
        NodeId deaf = cluster.members.keySet().stream()
                .filter(id -> !id.equals(leader.id))
                .findFirst()
                .orElseThrow();
        cluster.members.keySet().stream().filter(id -> !id.equals(deaf)).forEach(id -> cluster.cut(id, deaf));
        cluster.runFor(2000 * SimCluster.MILLI);
        cluster.heal();
        cluster.runFor(2000 * SimCluster.MILLI);
        return cluster.awaitLeader().status().term() - before;
    }
}
