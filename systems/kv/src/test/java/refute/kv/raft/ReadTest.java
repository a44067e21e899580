package refute.kv.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static refute.kv.sim.SimCluster.MILLI;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.sim.SimCluster;
import refute.kv.state.Answer;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.trace.TraceSink;

class ReadTest {
    private static final Bytes KEY = Bytes.utf8("k");

    @Test
    void a_follower_reads_what_was_just_written() {
        SimCluster cluster = SimCluster.of(1, 3);
        SimCluster.Member leader = cluster.awaitLeader();
        for (int i = 0; i < 20; i++) {
            Outcome.Done done = put(cluster, leader.id, "v" + i);
            for (NodeId id : cluster.members.keySet()) {
                assertThat(revision(read(cluster, id, Consistency.LINEARIZABLE)))
                        .isEqualTo(done.index());
            }
        }
    }

    @Test
    void a_stale_read_is_labelled_and_needs_nobody() {
        SimCluster cluster = SimCluster.of(2, 3);
        SimCluster.Member leader = cluster.awaitLeader();
        put(cluster, leader.id, "v");
        cluster.isolate(leader.id);
        cluster.runFor(2000 * MILLI);

        Outcome.Answered answered = (Outcome.Answered) read(cluster, leader.id, Consistency.STALE);

        assertThat(answered.stale()).isTrue();
    }

    @Test
    void an_isolated_node_gives_a_linearizable_read_up() {
        SimCluster cluster = SimCluster.of(3, 3);
        SimCluster.Member leader = cluster.awaitLeader();
        cluster.isolate(leader.id);

        assertThat(read(cluster, leader.id, Consistency.LINEARIZABLE))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(Outcome.Reason.TIMEOUT));
    }

    @Test
    void a_lease_read_is_answered_at_once() {
        SimCluster cluster = leaseCluster(4, Mutants.NONE);
        SimCluster.Member leader = cluster.awaitLeader();
        cluster.runFor(50 * MILLI);
        List<Outcome> outcomes = new ArrayList<>();
        long before = cluster.now();

        readInto(cluster, leader.id, Consistency.LEASE, outcomes);

        assertThat(outcomes).hasSize(1);
        assertThat(cluster.now()).isEqualTo(before);
    }

    @Test
    void a_lease_ends_before_another_can_lead() {
        assertThat(staleLeaseReads(Mutants.NONE, 0)).isZero();
    }

    @Test
    void a_jump_of_the_wall_clock_does_not_make_a_lease_longer() {
        assertThat(staleLeaseReads(Mutants.NONE, -10_000 * MILLI)).isZero();
    }

    @Test
    void with_the_mutant_a_jump_of_the_wall_clock_makes_a_lease_longer() {
        assertThat(staleLeaseReads(Mutants.of(Mutant.M08), -10_000 * MILLI)).isPositive();
    }

    /** Cuts leaders off and reads by their lease until they give up; counts answers after another has written. */
    private static int staleLeaseReads(Mutants mutants, long jumpNanos) {
        int stale = 0;
        for (int seed = 0; seed < 20; seed++) {
            SimCluster cluster = leaseCluster(seed, mutants);
            SimCluster.Member old = cluster.awaitLeader();
            put(cluster, old.id, "old");
            // A leader whose check of the quorum does not come, as if it stood still between two steps.
            old.skewNanos = jumpNanos;
            cluster.isolate(old.id);
            cluster.stopTicks(old.id);
            SimCluster.Member next = cluster.awaitLeaderOtherThan(old.id);
            Outcome.Done written = put(cluster, next.id, "new");
            List<Outcome> outcomes = new ArrayList<>();
            readInto(cluster, old.id, Consistency.LEASE, outcomes);
            if (!outcomes.isEmpty() && revision(outcomes.getFirst()) < written.index()) {
                stale++;
            }
        }
        return stale;
    }

    @Test
    void a_lease_runs_from_when_its_round_was_sent() {
        assertThat(leaseAfterLateAnswers(Mutants.NONE)).isFalse();
    }

    @Test
    void with_the_mutant_a_lease_runs_from_when_the_answer_came() {
        assertThat(leaseAfterLateAnswers(Mutants.of(Mutant.M09))).isTrue();
    }

    /** Answers to a heartbeat arrive a whole time-out late. */
    private static boolean leaseAfterLateAnswers(Mutants mutants) {
        SimCluster cluster = leaseCluster(9, mutants);
        SimCluster.Member leader = cluster.awaitLeader();
        put(cluster, leader.id, "v");
        cluster.runFor(30 * MILLI);
        long before = cluster.lastRound;
        for (int i = 0; i < 1000 && cluster.lastRound == before; i++) {
            cluster.runFor(MILLI / 100);
        }
        // The round has just been sent, and no answer can have come yet.
        cluster.isolate(leader.id);
        cluster.stopTicks(leader.id);
        cluster.runFor(95 * MILLI);
        long term = leader.status().term();
        cluster.members.keySet().stream()
                .filter(id -> !id.equals(leader.id))
                .forEach(id -> cluster.give(
                        leader,
                        new PeerMessage(
                                GroupId.FIRST,
                                id,
                                leader.id,
                                term,
                                new PeerMessage.HeartbeatResponse(cluster.lastRound))));
        List<Outcome> outcomes = new ArrayList<>();
        readInto(cluster, leader.id, Consistency.LEASE, outcomes);
        return !outcomes.isEmpty();
    }

    @Test
    void a_restarted_node_uses_other_numbers_for_its_questions() {
        List<Long> attempts = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            Node node = new Node(
                    Settings.of(NodeId.of(1)),
                    Recovered.fresh(Members.voters(1, 2, 3)),
                    new SplittableRandom(seed),
                    TraceSink.OFF,
                    Mutants.NONE,
                    Now.of(0));
            PeerMessage heartbeat =
                    new PeerMessage(GroupId.FIRST, NodeId.of(2), NodeId.of(1), 1, new PeerMessage.Heartbeat(0, 0));
            Input.Read read = new Input.Read(1, new Query.Get(KEY), Consistency.LINEARIZABLE);
            for (Effect effect : node.receive(List.of(heartbeat, read), Now.of(0))) {
                if (effect instanceof Effect.Send send
                        && send.message().body() instanceof PeerMessage.ReadIndexRequest request) {
                    attempts.add(request.attempt());
                }
            }
        }
        assertThat(attempts).hasSize(2).doesNotHaveDuplicates();
    }

    private static SimCluster leaseCluster(long seed, Mutants mutants) {
        return new SimCluster(
                seed,
                Members.voters(1, 2, 3),
                settings -> SimCluster.small(settings)
                        .with(new Settings.Timing(10 * MILLI, 100 * MILLI, 500 * MILLI, true, 100)),
                mutants);
    }

    private static void readInto(SimCluster cluster, NodeId id, Consistency consistency, List<Outcome> outcomes) {
        cluster.request(id, request -> new Input.Read(request, new Query.Get(KEY), consistency), effect -> {
            if (effect instanceof Effect.Reply reply) {
                outcomes.add(reply.outcome());
            }
        });
        // The reply is an event of this very instant.
        cluster.runFor(0);
    }

    private static Outcome read(SimCluster cluster, NodeId id, Consistency consistency) {
        return cluster.call(id, request -> new Input.Read(request, new Query.Get(KEY), consistency));
    }

    private static long revision(Outcome outcome) {
        return ((Answer.Got) ((Outcome.Answered) outcome).answer())
                .versioned()
                .orElseThrow()
                .revision();
    }

    private static Outcome.Done put(SimCluster cluster, NodeId leader, String value) {
        return (Outcome.Done) cluster.call(
                leader, request -> new Input.Propose(request, Command.of(new Operation.Put(KEY, Bytes.utf8(value)))));
    }
}
