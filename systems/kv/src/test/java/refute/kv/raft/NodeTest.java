package refute.kv.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.StateMachine;
import refute.kv.trace.TraceSink;

/** One node by itself: each message is written here, so that rare orders of events are not left to chance. */
class NodeTest {
    private static final NodeId ONE = NodeId.of(1);
    private static final NodeId TWO = NodeId.of(2);
    private static final NodeId THREE = NodeId.of(3);
    private static final Members MEMBERS = Members.voters(1, 2, 3);
    private static final long MILLI = 1_000_000L;

    private long time;
    private long persisted;
    private Node node = node(Mutants.NONE);

    @Test
    void a_vote_is_told_only_after_it_is_durable() {
        List<Effect> effects = receive(TWO, 1, new PeerMessage.VoteRequest(0, 0, false));

        assertThat(sent(effects)).isEmpty();
        assertThat(sent(persist(effects))).containsExactly(new PeerMessage.VoteResponse(true));
    }

    @Test
    void with_the_mutant_a_vote_is_told_before() {
        node = node(Mutants.of(Mutant.M06));

        assertThat(sent(receive(TWO, 1, new PeerMessage.VoteRequest(0, 0, false))))
                .containsExactly(new PeerMessage.VoteResponse(true));
    }

    @Test
    void an_append_is_acknowledged_only_after_it_is_durable() {
        List<Effect> effects = receive(TWO, 1, append(0, 0, 0, entry(1, 1)));

        assertThat(sent(effects)).isEmpty();
        assertThat(sent(persist(effects))).containsExactly(new PeerMessage.AppendAccepted(1));
    }

    @Test
    void with_the_mutant_an_append_is_acknowledged_before() {
        node = node(Mutants.of(Mutant.M13));

        assertThat(sent(receive(TWO, 1, append(0, 0, 0, entry(1, 1)))))
                .containsExactly(new PeerMessage.AppendAccepted(1));
    }

    @Test
    void one_vote_a_term() {
        persist(receive(TWO, 1, new PeerMessage.VoteRequest(0, 0, false)));

        List<Effect> effects = receive(THREE, 1, new PeerMessage.VoteRequest(5, 1, false));

        assertThat(sent(effects)).containsExactly(new PeerMessage.VoteResponse(false));
    }

    @Test
    void a_candidate_with_an_older_log_gets_no_vote() {
        persist(receive(TWO, 2, append(0, 0, 0, entry(1, 2))));
        pass(3000);

        assertThat(sent(persist(receive(THREE, 3, new PeerMessage.VoteRequest(9, 1, false)))))
                .containsExactly(new PeerMessage.VoteResponse(false));
        assertThat(node.status().term()).isEqualTo(3);
    }

    @Test
    void a_voter_that_hears_from_a_leader_takes_no_part_in_an_election() {
        persist(receive(TWO, 1, append(0, 0, 0)));

        assertThat(receive(THREE, 2, new PeerMessage.VoteRequest(9, 9, false))).isEmpty();
        assertThat(node.status().term()).isEqualTo(1);
    }

    @Test
    void unless_that_leader_asked_for_it() {
        persist(receive(TWO, 1, append(0, 0, 0)));

        List<Effect> effects = receive(THREE, 2, new PeerMessage.VoteRequest(9, 9, true));

        assertThat(sent(persist(effects))).containsExactly(new PeerMessage.VoteResponse(true));
    }

    @Test
    void a_conflict_is_answered_with_where_the_logs_may_agree() {
        persist(receive(TWO, 1, append(0, 0, 0, entry(1, 1), entry(2, 1), entry(3, 1))));

        assertThat(sent(receive(TWO, 1, append(7, 1, 0)))).containsExactly(new PeerMessage.AppendRefused(7, 3, 1));
    }

    @Test
    void a_divergent_suffix_is_cut() {
        persist(receive(TWO, 1, append(0, 0, 0, entry(1, 1), entry(2, 1), entry(3, 1))));
        persist(receive(THREE, 2, append(1, 1, 0, entry(2, 2))));

        assertThat(node.status().log().last()).isEqualTo(2);
        assertThat(node.entryAt(2).term()).isEqualTo(2);
    }

    @Test
    void only_entries_of_the_own_term_are_committed_by_counting() {
        assertThat(commitAfterOldEntryIsOnAQuorum(Mutants.NONE)).isZero();
    }

    @Test
    void with_the_mutant_entries_of_older_terms_are_committed_by_counting() {
        assertThat(commitAfterOldEntryIsOnAQuorum(Mutants.of(Mutant.M12))).isEqualTo(1);
    }

    /** Raft, figure 8: the leader of term 3 finds its entry of term 1 on a quorum, before its own first entry is. */
    private long commitAfterOldEntryIsOnAQuorum(Mutants mutants) {
        node = node(mutants);
        persist(receive(TWO, 1, append(0, 0, 0, entry(1, 1))));
        electIn(3);
        persist(receive(TWO, 3, new PeerMessage.AppendAccepted(1)));
        return node.status().log().commit();
    }

    @Test
    void a_snapshot_that_is_older_than_what_is_committed_changes_nothing() {
        assertThat(appliedAfterAnOldSnapshot(Mutants.NONE)).isEqualTo(5);
    }

    @Test
    void with_the_mutant_a_snapshot_replaces_newer_state() {
        assertThat(appliedAfterAnOldSnapshot(Mutants.of(Mutant.M19))).isEqualTo(3);
    }

    private long appliedAfterAnOldSnapshot(Mutants mutants) {
        node = node(mutants);
        Entry[] entries =
                LongStream.rangeClosed(1, 5).mapToObj(index -> entry(index, 1)).toArray(Entry[]::new);
        persist(receive(TWO, 1, append(0, 0, 5, entries)));
        assertThat(node.status().log().applied()).isEqualTo(5);
        StateMachine machine = new StateMachine();
        for (int i = 0; i < 3; i++) {
            machine.apply(entries[i].index(), Command.decode(entries[i].payload()), entries[i].payload());
        }
        Iterator<Bytes> frames = machine.freeze().frames(Mutants.NONE);
        SnapshotMeta meta = new SnapshotMeta(3, 1, MEMBERS);
        for (int frame = 0; frames.hasNext(); frame++) {
            Bytes data = frames.next();
            persist(receive(TWO, 1, new PeerMessage.SnapshotRequest(meta, frame, data, !frames.hasNext())));
        }
        return node.status().log().applied();
    }

    @Test
    void a_request_whose_entry_was_replaced_is_told_that_it_did_not_happen() {
        electIn(1);
        Operation put = new Operation.Put(Bytes.utf8("k"), Bytes.EMPTY);
        persist(node.receive(new Input.Propose(7, Command.of(put)), now()));
        pass(3000);
        List<Effect> effects = receive(TWO, 2, append(0, 0, 2, entry(1, 2), entry(2, 2)));

        assertThat(persist(effects)).contains(new Effect.Reply(7, new Outcome.Failed(Outcome.Reason.OVERWRITTEN, TWO)));
    }

    @Test
    void an_oversized_value_is_refused_without_being_tried() {
        electIn(1);
        long last = node.status().log().last();
        Operation put = new Operation.Put(Bytes.utf8("k"), Bytes.owning(new byte[(1 << 20) + 1]));

        assertThat(node.receive(new Input.Propose(7, Command.of(put)), now()))
                .containsExactly(new Effect.Reply(7, new Outcome.Failed(Outcome.Reason.TOO_LARGE, ONE)));
        assertThat(node.status().log().last()).isEqualTo(last);
    }

    @Test
    void a_leader_that_cannot_commit_takes_no_more_bytes_than_it_can_hold() {
        electIn(1);
        Operation put = new Operation.Put(Bytes.utf8("k"), Bytes.owning(new byte[1 << 20]));
        for (int i = 1; i <= Proposals.WAITING_BYTES_MAX >> 20; i++) {
            assertThat(replies(node.receive(new Input.Propose(i, Command.of(put)), now())))
                    .isEmpty();
        }

        assertThat(replies(node.receive(new Input.Propose(1000, Command.of(put)), now())))
                .containsExactly(new Effect.Reply(1000, new Outcome.Failed(Outcome.Reason.BUSY, ONE)));
        node.receive(new Input.Cancel(1), now());
        assertThat(replies(node.receive(new Input.Propose(1001, Command.of(put)), now())))
                .isEmpty();
    }

    @Test
    void a_refused_read_index_is_asked_for_again_only_after_a_while() {
        persist(receive(TWO, 1, append(0, 0, 0)));
        long asked = attempt(
                node.receive(new Input.Read(7, new Query.Get(Bytes.utf8("k")), Consistency.LINEARIZABLE), now()));

        assertThat(sent(receive(TWO, 1, new PeerMessage.ReadIndexResponse(asked, false, 0))))
                .isEmpty();
        pass(200);
        List<Effect> later = receive(TWO, 1, append(0, 0, 0));
        assertThat(attempt(later)).isNotEqualTo(asked);
        assertThat(replies(receive(TWO, 1, new PeerMessage.ReadIndexResponse(attempt(later), true, 0))))
                .hasSize(1);
    }

    private static long attempt(List<Effect> effects) {
        return sent(effects).stream()
                .filter(PeerMessage.ReadIndexRequest.class::isInstance)
                .mapToLong(body -> ((PeerMessage.ReadIndexRequest) body).attempt())
                .findFirst()
                .orElseThrow();
    }

    private static List<Effect> replies(List<Effect> effects) {
        return effects.stream().filter(Effect.Reply.class::isInstance).toList();
    }

    @Test
    void a_message_of_another_group_or_for_another_node_is_ignored() {
        PeerMessage.Body body = append(0, 0, 0, entry(1, 1));

        assertThat(node.receive(new PeerMessage(new GroupId(2), TWO, ONE, 1, body), now()))
                .isEmpty();
        assertThat(node.receive(new PeerMessage(GroupId.FIRST, TWO, THREE, 1, body), now()))
                .isEmpty();
    }

    private void electIn(long term) {
        receive(THREE, term - 1, new PeerMessage.VoteResponse(false));
        for (int i = 0; i < 100 && node.status().role() != Role.LEADER; i++) {
            pass(2000);
            persist(node.tick(now()));
            persist(receive(TWO, term - 1, new PeerMessage.PreVoteResponse(term, true)));
            persist(receive(TWO, term, new PeerMessage.VoteResponse(true)));
        }
        assertThat(node.status().role()).isEqualTo(Role.LEADER);
        assertThat(node.status().term()).isEqualTo(term);
    }

    private Node node(Mutants mutants) {
        return new Node(
                Settings.of(ONE), Recovered.fresh(MEMBERS), new SplittableRandom(1), TraceSink.OFF, mutants, now());
    }

    private Now now() {
        return Now.of(time);
    }

    private void pass(long millis) {
        time += millis * MILLI;
    }

    private List<Effect> receive(NodeId from, long term, PeerMessage.Body body) {
        return node.receive(new PeerMessage(GroupId.FIRST, from, ONE, term, body), now());
    }

    /** Says that everything that was to be made durable is; returns what that causes. */
    private List<Effect> persist(List<Effect> effects) {
        List<Effect> caused = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Persist persist) {
                persisted = persist.token();
                caused.addAll(node.receive(new Input.Persisted(persisted), now()));
            }
        }
        return caused;
    }

    private static List<PeerMessage.Body> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message().body())
                .toList();
    }

    private static PeerMessage.AppendRequest append(long previous, long term, long commit, Entry... entries) {
        return new PeerMessage.AppendRequest(previous, term, List.of(entries), commit);
    }

    private static Entry entry(long index, long term) {
        Operation put = new Operation.Put(Bytes.utf8("k" + index), Bytes.utf8("v"));
        return new Entry(index, term, Entry.Kind.COMMAND, Command.of(put).encode());
    }
}
