package refute.kv.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.state.StateMachine;

/** The variables of one node that more than one concern reads. Each is changed by one concern. */
final class Variables {
    final Settings settings;
    final NodeId self;
    final RandomGenerator random;
    final Mutants mutants;
    final RaftLog log;
    final StateMachine machine;
    final List<Effect> effects = new ArrayList<>();

    long term;
    NodeId vote;
    Role role = Role.FOLLOWER;
    NodeId leader = NodeId.NONE;
    long commit;
    long applied;
    Now now;

    Variables(Settings settings, Recovered recovered, RandomGenerator random, Mutants mutants, Now now) {
        this.settings = settings;
        this.self = settings.self();
        this.random = random;
        this.mutants = mutants;
        this.log = new RaftLog(recovered.snapshot(), recovered.entries());
        this.machine = StateMachine.of(recovered.image());
        this.term = recovered.hardState().term();
        this.vote = recovered.hardState().vote();
        this.commit =
                Math.max(recovered.hardState().commit(), recovered.snapshot().index());
        this.applied = mutants.has(Mutant.M14) ? commit : recovered.snapshot().index();
        this.now = now;
        if (commit > log.lastIndex()) {
            throw new IllegalStateException(
                    "index " + commit + " was committed, but the log ends at " + log.lastIndex());
        }
    }

    boolean isLeader() {
        return role == Role.LEADER;
    }

    Members members() {
        return log.members();
    }

    /** Returns those whose votes and acknowledgements count. */
    List<NodeId> counted() {
        if (mutants.has(Mutant.M18)) {
            return log.knownMemberships().stream()
                    .flatMap(members -> members.voters().stream())
                    .distinct()
                    .toList();
        }
        return members().voters();
    }

    void send(NodeId to, PeerMessage.Body body) {
        effects.add(new Effect.Send(message(to, body)));
    }

    PeerMessage message(NodeId to, PeerMessage.Body body) {
        return new PeerMessage(settings.group(), self, to, term, body);
    }

    void reply(long request, Outcome outcome) {
        effects.add(new Effect.Reply(request, outcome));
    }

    void fail(long request, Outcome.Reason reason) {
        reply(request, new Outcome.Failed(reason, leader));
    }

    HardState hardState() {
        return new HardState(term, vote, commit);
    }
}
