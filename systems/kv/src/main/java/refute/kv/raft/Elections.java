package refute.kv.raft;

import java.util.Set;
import java.util.TreeSet;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;

/**
 * Who leads: time-outs, PreVote (section 9.6 of the thesis), votes, CheckQuorum, and the hand-over of leadership (section 3.10).
 *
 * <p>A voter that has heard from a leader within the last election time-out takes no part in an election, unless that leader asked for it.
 * That keeps a member that cannot hear from deposing one that works, and it is what a lease rests on.
 */
final class Elections {
    private final Variables v;
    private final Durability durability;
    private final Replication replication;
    private final Reads reads;
    private final Trace trace;
    private final Set<NodeId> granted = new TreeSet<>();
    private long electionAt;
    private long quorumCheckAt;
    private long heartbeatAt;
    private long loyalUntil;

    Elections(Variables variables, Durability durability, Replication replication, Reads reads, Trace trace) {
        this.v = variables;
        this.durability = durability;
        this.replication = replication;
        this.reads = reads;
        this.trace = trace;
        // A restarted voter has forgotten whom it heard last: with leases it waits for one whole lease before it votes.
        this.loyalUntil = v.settings.timing().leaseReads()
                ? v.now.nanos() + v.settings.timing().electionNanos()
                : v.now.nanos();
        awaitLeader();
    }

    /** Returns when {@link #tick} has something to do next. */
    long nextAt() {
        return v.isLeader() ? Math.min(heartbeatAt, quorumCheckAt) : electionAt;
    }

    void tick() {
        long now = v.now.nanos();
        if (!v.isLeader()) {
            if (now >= electionAt) {
                timeout();
            }
            return;
        }
        if (now >= quorumCheckAt) {
            quorumCheckAt = now + v.settings.timing().electionNanos();
            if (!replication.heardFromQuorum()) {
                becomeFollower(v.term, NodeId.NONE);
                return;
            }
        }
        if (now >= heartbeatAt) {
            heartbeatAt = now + v.settings.timing().heartbeatNanos();
            reads.startRound();
        }
    }

    /** Adopts a higher term, or the leader of the own term, or neither (a leader that gives up). */
    void becomeFollower(long term, NodeId leader) {
        boolean learns = term > v.term;
        boolean gaveUp = v.role != Role.FOLLOWER;
        follow(term, leader);
        if (learns) {
            trace.event("LearnTerm");
        } else if (gaveUp) {
            trace.event("StepDown");
        }
    }

    private void follow(long term, NodeId leader) {
        boolean changed = term != v.term || !leader.equals(v.leader) || v.role != Role.FOLLOWER;
        if (term > v.term) {
            v.term = term;
            v.vote = NodeId.NONE;
            durability.hardStateChanged();
        }
        if (v.isLeader()) {
            replication.stop();
        }
        if (changed) {
            v.role = Role.FOLLOWER;
            v.leader = leader;
            reads.leaderChanged();
            awaitLeader();
        }
    }

    /** The leader of the own term was heard. */
    void heardLeader(NodeId leader) {
        becomeFollower(v.term, leader);
        loyalUntil = v.now.nanos() + v.settings.timing().electionNanos();
        awaitLeader();
    }

    /** The leader asked this node to lead: it does not ask first whether it could win. */
    void onTransferNow() {
        if (v.members().isVoter(v.self)) {
            campaign(true);
        }
    }

    /** Returns whether a message of that kind may make this node adopt its term: not while it hears from a leader. */
    boolean isLoyalTo(boolean transfer) {
        return !transfer
                && v.now.nanos() < loyalUntil
                && (v.leader.isSomebody() || v.settings.timing().leaseReads());
    }

    void onPreVoteRequest(NodeId from, PeerMessage.PreVoteRequest request) {
        boolean loyal = v.isLeader() || isLoyalTo(false);
        boolean granting = request.nextTerm() > v.term && !loyal && isUpToDate(request.lastIndex(), request.lastTerm());
        trace.event(
                "PreVoteRequest",
                "from",
                from,
                "nextTerm",
                request.nextTerm(),
                "lastIndex",
                request.lastIndex(),
                "lastTerm",
                request.lastTerm(),
                "granted",
                granting);
        durability.sendAfterHardState(from, new PeerMessage.PreVoteResponse(request.nextTerm(), granting));
    }

    void onPreVoteResponse(NodeId from, PeerMessage.PreVoteResponse response) {
        if (v.role == Role.PRE_CANDIDATE && response.granted() && response.nextTerm() == v.term + 1) {
            granted.add(from);
            if (isQuorum()) {
                campaign(false);
            }
        }
    }

    void onVoteRequest(NodeId from, PeerMessage.VoteRequest request) {
        boolean free = v.vote.equals(from) || (!v.vote.isSomebody() && !v.leader.isSomebody());
        boolean granting = free && isUpToDate(request.lastIndex(), request.lastTerm());
        if (granting && !v.vote.equals(from)) {
            v.vote = from;
            durability.hardStateChanged();
            awaitLeader();
        }
        trace.event(
                "VoteRequest",
                "from",
                from,
                "lastIndex",
                request.lastIndex(),
                "lastTerm",
                request.lastTerm(),
                "granted",
                granting);
        durability.sendAfterHardState(from, new PeerMessage.VoteResponse(granting));
    }

    void onVoteResponse(NodeId from, PeerMessage.VoteResponse response) {
        trace.event("VoteResponse", "from", from, "granted", response.granted());
        if (v.role == Role.CANDIDATE && response.granted()) {
            granted.add(from);
            leadIfElected();
        }
    }

    /** Something became durable: perhaps the own vote, which counts only then. */
    void onPersisted() {
        if (v.role == Role.CANDIDATE && durability.isHardStateDurable()) {
            granted.add(v.self);
            leadIfElected();
        }
    }

    private void timeout() {
        awaitLeader();
        if (!v.members().isVoter(v.self)) {
            return;
        }
        if (v.mutants.has(Mutant.M31)) {
            campaign(false);
            return;
        }
        becomeFollower(v.term, NodeId.NONE);
        v.role = Role.PRE_CANDIDATE;
        trace.event("Timeout", "phase", "preVote");
        granted.clear();
        granted.add(v.self);
        if (isQuorum()) {
            campaign(false);
            return;
        }
        toOtherVoters(new PeerMessage.PreVoteRequest(v.term + 1, v.log.lastIndex(), v.log.lastTerm()), false);
    }

    private void campaign(boolean transfer) {
        follow(v.term + 1, NodeId.NONE);
        v.role = Role.CANDIDATE;
        v.vote = v.self;
        trace.event("Timeout", "phase", "vote");
        granted.clear();
        // Not even asked for before it is remembered: after a crash the node might vote for another in this term.
        toOtherVoters(new PeerMessage.VoteRequest(v.log.lastIndex(), v.log.lastTerm(), transfer), true);
        onPersisted();
    }

    private void toOtherVoters(PeerMessage.Body body, boolean afterHardState) {
        for (NodeId id : v.counted()) {
            if (id.equals(v.self)) {
                continue;
            }
            if (afterHardState) {
                durability.sendAfterHardState(id, body);
            } else {
                v.send(id, body);
            }
        }
    }

    private void leadIfElected() {
        if (!isQuorum()) {
            return;
        }
        v.role = Role.LEADER;
        v.leader = v.self;
        trace.event("BecomeLeader");
        reads.leaderChanged();
        replication.start();
        heartbeatAt = v.now.nanos();
        quorumCheckAt = v.now.nanos() + v.settings.timing().electionNanos();
        tick();
    }

    private boolean isQuorum() {
        return v.counted().stream().filter(granted::contains).count()
                >= v.members().quorum();
    }

    private boolean isUpToDate(long lastIndex, long lastTerm) {
        if (v.mutants.has(Mutant.M05)) {
            // What this voter has learned to be committed, not what it has accepted.
            return lastTerm >= v.log.term(v.commit) && lastIndex >= v.commit;
        }
        return lastTerm > v.log.lastTerm() || (lastTerm == v.log.lastTerm() && lastIndex >= v.log.lastIndex());
    }

    /** Spread over three quarters of a time-out: two nodes rarely stand at once, and who stands last is not late. */
    private void awaitLeader() {
        long patience = v.settings.timing().electionNanos();
        electionAt = v.now.nanos() + patience + v.random.nextLong(patience - patience / 4);
    }
}
