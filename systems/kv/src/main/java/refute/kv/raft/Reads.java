package refute.kv.raft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;
import refute.kv.state.Query;

/**
 * Linearizable reads without log entries (section 6.4 of the thesis). The leader notes its commit index, proves by one round of heartbeats
 * that it still led afterwards, and answers once that index is applied. A follower asks the leader for the index and answers itself. With a
 * lease, an earlier round stands in for a new one.
 *
 * <p>Rounds and attempts have fresh numbers, never used again: an answer that was delayed proves nothing about a later question.
 */
final class Reads {
    private final Variables v;
    private final Replication replication;
    private final Trace trace;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Deque<Round> rounds = new ArrayDeque<>();
    private long round;
    private long leaseStart = Long.MIN_VALUE;
    private boolean leaseGivenUp;
    private long attempt;
    private long attemptAt;
    private boolean attemptOpen;

    private record Round(long number, long sentAt) {}

    /** A read that waits: for a round, or an attempt at the leader, and then for an index to be applied. */
    private static final class Waiting {
        private final Origin origin;
        private final long deadline;
        private long round;
        private long attempt;
        private long index = UNKNOWN;
        private boolean confirmed;

        private Waiting(Origin origin, long deadline) {
            this.origin = origin;
            this.deadline = deadline;
        }
    }

    private static final long UNKNOWN = -1;

    /** Who wants to know. */
    private sealed interface Origin {
        record Client(long request, Query query) implements Origin {}

        record Follower(NodeId id, long attempt) implements Origin {}
    }

    Reads(Variables variables, Replication replication, Trace trace) {
        this.v = variables;
        this.replication = replication;
        this.trace = trace;
        // Not from 0: an answer to an earlier life of this node may still be on its way, in the same term.
        this.attempt = variables.random.nextLong(1L << 62);
    }

    /** Who leads has changed: what was asked of the old leader, or as the old leader, is asked anew. */
    void leaderChanged() {
        waiting.removeIf(read -> read.origin instanceof Origin.Follower);
        for (Waiting read : waiting) {
            if (!read.confirmed) {
                read.round = 0;
                read.attempt = 0;
                read.index = UNKNOWN;
            }
        }
        rounds.clear();
        attemptOpen = false;
        leaseStart = Long.MIN_VALUE;
        leaseGivenUp = false;
    }

    /** The leader asks another to lead, which need not wait out the lease: no lease for the rest of the term. */
    void giveUpLease() {
        leaseGivenUp = true;
    }

    void onRead(Input.Read read) {
        Origin origin = new Origin.Client(read.request(), read.query());
        if (read.consistency() == Consistency.STALE) {
            answer(read.request(), read.query(), true);
            return;
        }
        if (waiting.size() >= v.settings.limits().pending()) {
            v.fail(read.request(), Outcome.Reason.BUSY);
            return;
        }
        Waiting added = new Waiting(origin, v.now.nanos() + v.settings.timing().readNanos());
        if (read.consistency() == Consistency.LEASE && hasLease()) {
            added.index = v.commit;
            added.confirmed = true;
        }
        waiting.add(added);
    }

    void onRequest(NodeId from, PeerMessage.ReadIndexRequest request) {
        if (!v.isLeader() || waiting.size() >= v.settings.limits().pending()) {
            v.send(from, new PeerMessage.ReadIndexResponse(request.attempt(), false, 0));
            return;
        }
        waiting.add(new Waiting(
                new Origin.Follower(from, request.attempt()),
                v.now.nanos() + v.settings.timing().readNanos()));
    }

    void onResponse(PeerMessage.ReadIndexResponse response) {
        if (!attemptOpen || response.attempt() != attempt || !response.confirmed()) {
            // Refused, the attempt stays open until its time is over: to ask a node that does not lead, or has too much
            // to do,
            // again at once would keep both busy with nothing else.
            return;
        }
        attemptOpen = false;
        for (Waiting read : waiting) {
            if (read.attempt == response.attempt() && !read.confirmed) {
                read.confirmed = true;
                read.index = response.index();
                read.attempt = 0;
            }
        }
    }

    void cancel(long request) {
        waiting.removeIf(read -> read.origin instanceof Origin.Client client && client.request() == request);
    }

    /** A heartbeat was answered. */
    void onHeartbeatResponse() {
        long answered = replication.answeredByQuorum(round);
        while (!rounds.isEmpty() && rounds.getFirst().number() <= answered) {
            // From when it was sent: the voters' patience with this leader began later than that.
            leaseStart = v.mutants.has(Mutant.M09)
                    ? leaseClock()
                    : Math.max(leaseStart, rounds.getFirst().sentAt());
            rounds.removeFirst();
        }
        for (Waiting read : waiting) {
            read.confirmed |= read.round != 0 && read.round <= answered;
        }
    }

    /** Starts a round of heartbeats with a fresh number. */
    void startRound() {
        round++;
        rounds.add(new Round(round, leaseClock()));
        replication.sendHeartbeats(round);
        onHeartbeatResponse();
    }

    void tick() {
        for (Waiting read : List.copyOf(waiting)) {
            if (v.now.nanos() >= read.deadline) {
                waiting.remove(read);
                if (read.origin instanceof Origin.Client client) {
                    v.fail(client.request(), Outcome.Reason.TIMEOUT);
                }
            }
        }
    }

    /** Asks for all reads of this step at once. */
    void ask() {
        if (waiting.isEmpty()) {
            return;
        }
        if (v.isLeader()) {
            askFollowers();
        } else if (v.leader.isSomebody()) {
            askLeader();
        }
    }

    private void askFollowers() {
        if (!replication.hasCommittedInTerm() && !v.mutants.has(Mutant.M10)) {
            return;
        }
        // A read that comes now must not be satisfied by answers to a question asked before it came.
        boolean reuse = v.mutants.has(Mutant.M11) && !rounds.isEmpty();
        boolean fresh = false;
        for (Waiting read : waiting) {
            if (!read.confirmed && read.round == 0) {
                read.index = v.commit;
                read.round = reuse ? round : round + 1;
                read.confirmed = v.mutants.has(Mutant.M07);
                fresh |= !reuse;
                trace.event("ReadIndex", "index", read.index, "round", read.round);
            }
        }
        if (fresh) {
            startRound();
        }
    }

    private void askLeader() {
        long patience = v.settings.timing().heartbeatNanos() * 2;
        if (attemptOpen && v.now.nanos() - attemptAt < patience) {
            return;
        }
        boolean needed = false;
        boolean reuse = v.mutants.has(Mutant.M11) && attemptOpen;
        for (Waiting read : waiting) {
            if (!read.confirmed) {
                read.attempt = reuse ? attempt : attempt + 1;
                needed = true;
            }
        }
        attemptOpen = needed;
        if (needed) {
            attempt = reuse ? attempt : attempt + 1;
            attemptAt = v.now.nanos();
            v.send(v.leader, new PeerMessage.ReadIndexRequest(attempt));
        }
    }

    /** Answers the reads that have become possible. */
    void release() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> kept = new ArrayList<>();
        for (Waiting read : waiting) {
            if (!isReady(read)) {
                kept.add(read);
                continue;
            }
            switch (read.origin) {
                case Origin.Client client -> answer(client.request(), client.query(), false);
                case Origin.Follower follower -> tell(follower, read.index);
            }
        }
        waiting.clear();
        waiting.addAll(kept);
    }

    private boolean isReady(Waiting read) {
        // The leader need not have applied what a follower asks for: the follower waits for that itself.
        return read.confirmed && (read.origin instanceof Origin.Follower || read.index <= v.applied);
    }

    private void tell(Origin.Follower follower, long index) {
        // The follower may not know yet that the index is committed.
        Optional<Progress> progress = replication.progressOf(follower.id());
        progress.filter(known -> known.toldCommit < Math.min(known.match, v.commit))
                .ifPresent(known -> {
                    known.toldCommit = Math.min(known.match, v.commit);
                    v.send(follower.id(), new PeerMessage.Heartbeat(known.toldCommit, 0));
                });
        v.send(follower.id(), new PeerMessage.ReadIndexResponse(follower.attempt(), true, index));
    }

    private void answer(long request, Query query, boolean stale) {
        v.reply(request, new Outcome.Answered(v.applied, stale, v.machine.query(query)));
    }

    private boolean hasLease() {
        return v.settings.timing().leaseReads()
                && v.isLeader()
                && replication.hasCommittedInTerm()
                && !leaseGivenUp
                && leaseStart != Long.MIN_VALUE
                && leaseClock() - leaseStart < v.settings.timing().leaseNanos();
    }

    private long leaseClock() {
        return v.mutants.has(Mutant.M08) ? v.now.wallNanos() : v.now.nanos();
    }
}
