package refute.kv.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static refute.kv.sim.SimCluster.MILLI;

import org.junit.jupiter.api.Test;
import refute.kv.Bytes;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.sim.SimCluster;
import refute.kv.state.Command;
import refute.kv.state.Operation;

class MembershipTest {
    private static final NodeId FOUR = NodeId.of(4);

    @Test
    void a_learner_catches_up_by_a_snapshot_and_becomes_a_voter() {
        SimCluster cluster = SimCluster.of(1, 3);
        SimCluster.Member leader = cluster.awaitLeader();
        for (int i = 0; i < 200; i++) {
            put(cluster, leader.id, "k" + i);
        }
        SimCluster.Member added = cluster.add(FOUR, Members.NOBODY);

        assertThat(change(cluster, leader.id, new MemberChange.AddLearner(Member.learner(FOUR))))
                .isInstanceOf(Outcome.Changed.class);
        assertThat(leader.status().members().isVoter(FOUR)).isFalse();
        cluster.runFor(500 * MILLI);
        assertThat(change(cluster, leader.id, new MemberChange.Promote(FOUR))).isInstanceOf(Outcome.Changed.class);
        cluster.runFor(500 * MILLI);

        assertThat(added.status().log().base()).isPositive();
        assertThat(added.status().members().isVoter(FOUR)).isTrue();
        assertThat(added.status().hash()).isEqualTo(leader.status().hash());
    }

    @Test
    void a_learner_that_has_nothing_yet_does_not_become_a_voter() {
        SimCluster cluster = SimCluster.of(2, 3);
        SimCluster.Member leader = cluster.awaitLeader();

        change(cluster, leader.id, new MemberChange.AddLearner(Member.learner(FOUR)));

        assertThat(change(cluster, leader.id, new MemberChange.Promote(FOUR)))
                .isEqualTo(new Outcome.Failed(Outcome.Reason.MEMBERSHIP_REFUSED, leader.id));
    }

    @Test
    void a_leader_that_removes_itself_leads_until_that_is_committed() {
        SimCluster cluster = SimCluster.of(3, 3);
        SimCluster.Member leader = cluster.awaitLeader();

        assertThat(change(cluster, leader.id, new MemberChange.Remove(leader.id)))
                .isInstanceOf(Outcome.Changed.class);
        cluster.kill(leader.id);
        SimCluster.Member next = cluster.awaitLeader();

        assertThat(next.id).isNotEqualTo(leader.id);
        assertThat(next.status().members().ids()).hasSize(2).doesNotContain(leader.id);
        put(cluster, next.id, "still works");
    }

    @Test
    void the_last_voter_stays() {
        SimCluster cluster = SimCluster.of(4, 1);
        SimCluster.Member leader = cluster.awaitLeader();

        assertThat(change(cluster, leader.id, new MemberChange.Remove(leader.id)))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void a_change_waits_for_the_one_before() {
        assertThat(secondChangeAtOnce(Mutants.NONE).log().last())
                .isLessThan(secondChangeAtOnce(Mutants.of(Mutant.M17)).log().last());
    }

    private static NodeStatus secondChangeAtOnce(Mutants mutants) {
        SimCluster cluster = SimCluster.of(5, 3, mutants);
        SimCluster.Member leader = cluster.awaitLeader();
        cluster.isolate(leader.id);
        for (int id = 4; id <= 5; id++) {
            Member learner = Member.learner(NodeId.of(id));
            cluster.request(
                    leader.id,
                    request -> new Input.ChangeMembers(request, new MemberChange.AddLearner(learner)),
                    effect -> {});
        }
        return leader.status();
    }

    @Test
    void a_removed_voter_does_not_count() {
        assertThat(commitsWithOnlyARemovedVoter(Mutants.NONE)).isFalse();
    }

    @Test
    void with_the_mutant_a_removed_voter_counts() {
        assertThat(commitsWithOnlyARemovedVoter(Mutants.of(Mutant.M18))).isTrue();
    }

    /** Of five, one is removed and two are cut off: two of four are no majority. */
    private static boolean commitsWithOnlyARemovedVoter(Mutants mutants) {
        SimCluster cluster = SimCluster.of(6, 5, mutants);
        SimCluster.Member leader = cluster.awaitLeader();
        var others = cluster.members.keySet().stream()
                .filter(id -> !id.equals(leader.id))
                .toList();
        change(cluster, leader.id, new MemberChange.Remove(others.getFirst()));
        cluster.isolate(others.get(2));
        cluster.isolate(others.get(3));
        boolean[] done = new boolean[1];
        cluster.request(
                leader.id,
                request -> new Input.Propose(request, Command.of(new Operation.Put(Bytes.utf8("x"), Bytes.EMPTY))),
                effect -> done[0] |= effect instanceof Effect.Reply reply && reply.outcome() instanceof Outcome.Done);
        cluster.runFor(90 * MILLI);
        return done[0];
    }

    @Test
    void leadership_is_handed_over_without_waiting_for_a_timeout() {
        SimCluster cluster = SimCluster.of(7, 3);
        SimCluster.Member leader = cluster.awaitLeader();
        NodeId target = cluster.members.keySet().stream()
                .filter(id -> !id.equals(leader.id))
                .findFirst()
                .orElseThrow();
        long start = cluster.now();

        assertThat(cluster.call(leader.id, request -> new Input.TransferLeadership(request, target)))
                .isInstanceOf(Outcome.Changed.class);
        SimCluster.Member next = cluster.awaitLeader();

        assertThat(next.id).isEqualTo(target);
        assertThat(cluster.now() - start).isLessThan(90 * MILLI);
    }

    @Test
    void a_hand_over_to_a_dead_node_ends_and_the_leader_goes_on() {
        SimCluster cluster = SimCluster.of(8, 3);
        SimCluster.Member leader = cluster.awaitLeader();
        NodeId target = cluster.members.keySet().stream()
                .filter(id -> !id.equals(leader.id))
                .findFirst()
                .orElseThrow();
        cluster.kill(target);

        assertThat(cluster.call(leader.id, request -> new Input.TransferLeadership(request, target)))
                .isInstanceOf(Outcome.Failed.class);
        put(cluster, leader.id, "goes on");
    }

    private static Outcome change(SimCluster cluster, NodeId leader, MemberChange change) {
        return cluster.call(leader, request -> new Input.ChangeMembers(request, change));
    }

    private static void put(SimCluster cluster, NodeId leader, String key) {
        assertThat(cluster.call(
                        leader,
                        request -> new Input.Propose(
                                request, Command.of(new Operation.Put(Bytes.utf8(key), Bytes.utf8("value"))))))
                .isInstanceOf(Outcome.Done.class);
    }
}
