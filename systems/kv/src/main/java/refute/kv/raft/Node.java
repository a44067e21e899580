package refute.kv.raft;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutants;
import refute.kv.trace.TraceSink;

/**
 * One member of one group: a pure state machine that is told what happened and answers with what it wants done.
 *
 * <p>It never blocks, and touches no clock, disk, socket or thread. The times it is given must not go back, except that they start anew
 * with a new node. An exception out of it is a broken invariant or damaged memory: the shell must stop, and say it.
 *
 * <p>Not safe for threads: one owner at a time.
 */
public final class Node {
    private final Variables v;
    private final Trace trace;
    private final Durability durability;
    private final SnapshotTransfer snapshots;
    private final Replication replication;
    private final Reads reads;
    private final Elections elections;
    private final Proposals proposals;
    private final Administration administration;
    private final Watches watches;
    private final Applier applier;
    private Members announced;
    private NodeStatus known;
    private long knownLastTerm;

    /**
     * Starts a node.
     *
     * @param settings what is fixed for its life
     * @param recovered what it remembers
     * @param random spreads its election time-outs
     * @param sink is told what it does
     * @param mutants what is wrong with it
     * @param now the time
     */
    public Node(
            Settings settings, Recovered recovered, RandomGenerator random, TraceSink sink, Mutants mutants, Now now) {
        v = new Variables(settings, recovered, random, mutants, now);
        trace = new Trace(sink, v);
        durability = new Durability(v, trace);
        snapshots = new SnapshotTransfer(v, durability, trace);
        replication = new Replication(v, durability, snapshots, trace);
        reads = new Reads(v, replication, trace);
        elections = new Elections(v, durability, replication, reads, trace);
        proposals = new Proposals(v, replication);
        administration = new Administration(v, replication, proposals, reads, trace);
        watches = new Watches(v);
        applier = new Applier(v, durability, replication, proposals, watches, trace);
        announced = v.members();
        known = new NodeStatus(
                v.role, v.leader, v.term, new NodeStatus.LogStatus(0, 0, 0, 0, -1), v.machine.hash(), announced);
        trace.event("Restart", "snapshot", recovered.snapshot().index(), "voters", v.members());
    }

    /** Takes one input. */
    public List<Effect> receive(Input input, Now now) {
        return receive(List.of(input), now);
    }

    /** Takes some inputs as one step: what they cause is written and sent together. */
    public List<Effect> receive(List<? extends Input> inputs, Now now) {
        v.now = now;
        for (Input input : inputs) {
            switch (input) {
                case PeerMessage message -> onMessage(message);
                case Input.Local local -> onLocal(local);
            }
        }
        return finish();
    }

    /** Lets time pass. Does nothing before {@link #nextTickAt}. */
    public List<Effect> tick(Now now) {
        v.now = now;
        elections.tick();
        reads.tick();
        return finish();
    }

    /**
     * Returns the time, by the monotonic clock, at which {@link #tick} has something to do at the latest; reads that are waiting may be given up
     * somewhat later than their time.
     */
    public long nextTickAt() {
        return elections.nextAt();
    }

    /** Returns what the node is at: the same object as long as nothing of it, and no entry of the log, has changed. */
    public NodeStatus status() {
        if (!isKnown(known)) {
            NodeStatus.LogStatus log = new NodeStatus.LogStatus(
                    v.log.baseIndex(), v.log.lastIndex(), durability.persistedIndex(), v.commit, v.applied);
            known = new NodeStatus(v.role, v.leader, v.term, log, v.machine.hash(), v.members());
            knownLastTerm = v.log.lastTerm();
        }
        return known;
    }

    private boolean isKnown(NodeStatus status) {
        NodeStatus.LogStatus log = status.log();
        // By the log matching property, index and term of the last entry stand for all before it.
        return status.role() == v.role
                && status.term() == v.term
                && status.leader().equals(v.leader)
                && log.commit() == v.commit
                && log.applied() == v.applied
                && log.last() == v.log.lastIndex()
                && log.base() == v.log.baseIndex()
                && log.persisted() == durability.persistedIndex()
                && knownLastTerm == v.log.lastTerm()
                && status.hash() == v.machine.hash()
                && status.members().equals(v.members());
    }

    /** Returns whether the node leads. */
    public boolean leads() {
        return v.isLeader();
    }

    /** Returns the last index that the node knows to be committed. */
    public long commitIndex() {
        return v.commit;
    }

    /** Returns the entry at an index above the log's base and not above its last, for whoever checks invariants. */
    public Entry entryAt(long index) {
        return v.log.entry(index);
    }

    /** Returns the term of the last entry, for whoever checks invariants. */
    public long lastTerm() {
        return v.log.lastTerm();
    }

    /** Returns how many keys and sessions there are. */
    public Size size() {
        return new Size(v.machine.keyCount(), v.machine.sessionCount());
    }

    /**
     * How much the state holds.
     *
     * @param keys how many keys
     * @param sessions how many open sessions
     */
    public record Size(int keys, int sessions) {}

    private List<Effect> finish() {
        applier.apply();
        reads.ask();
        if (v.isLeader()) {
            replication.sendAll();
        }
        reads.release();
        administration.tick();
        if (v.isLeader() && v.log.membersIndex() <= v.commit && !v.members().isVoter(v.self)) {
            // It has led until it was removed (section 4.2.2); the others elect another.
            elections.becomeFollower(v.term, NodeId.NONE);
        }
        if (!v.members().equals(announced)) {
            announced = v.members();
            v.effects.add(new Effect.MembersAre(announced));
        }
        durability.flush();
        List<Effect> effects = List.copyOf(v.effects);
        v.effects.clear();
        return effects;
    }

    private void onLocal(Input.Local input) {
        switch (input) {
            case Input.Persisted persisted -> {
                durability.persisted(persisted.token());
                elections.onPersisted();
                if (v.isLeader()) {
                    replication.advanceCommit();
                }
            }
            case Input.SnapshotSaved saved -> applier.onSaved(saved.meta());
            case Input.Propose propose -> proposals.onPropose(propose, administration.isHandingOver());
            case Input.Read read -> reads.onRead(read);
            case Input.Watch watch -> watches.onWatch(watch);
            case Input.Cancel cancel -> {
                proposals.cancel(cancel.request());
                reads.cancel(cancel.request());
                watches.cancel(cancel.request());
            }
            case Input.ChangeMembers change -> administration.onChange(change);
            case Input.TransferLeadership transfer -> administration.onTransfer(transfer);
        }
    }

    private void onMessage(PeerMessage message) {
        if (!message.group().equals(v.settings.group()) || !message.to().equals(v.self)) {
            return;
        }
        if (message.term() > v.term && !adoptTerm(message)) {
            return;
        }
        if (message.term() < v.term) {
            onOldTerm(message);
            return;
        }
        switch (message.body()) {
            case PeerMessage.PreVoteRequest request -> elections.onPreVoteRequest(message.from(), request);
            case PeerMessage.PreVoteResponse response -> elections.onPreVoteResponse(message.from(), response);
            case PeerMessage.VoteRequest request -> elections.onVoteRequest(message.from(), request);
            case PeerMessage.VoteResponse response -> elections.onVoteResponse(message.from(), response);
            case PeerMessage.TransferNow transfer -> elections.onTransferNow();
            case PeerMessage.ReadIndexRequest request -> reads.onRequest(message.from(), request);
            case PeerMessage.ReadIndexResponse response -> reads.onResponse(response);
            case PeerMessage.AppendRequest request -> {
                heardLeader(message);
                replication.onAppend(message.from(), request);
            }
            case PeerMessage.Heartbeat heartbeat -> {
                heardLeader(message);
                replication.onHeartbeat(message.from(), heartbeat);
                if (heartbeat.round() != 0) {
                    durability.sendAfterHardState(message.from(), new PeerMessage.HeartbeatResponse(heartbeat.round()));
                }
            }
            case PeerMessage.SnapshotRequest request -> {
                heardLeader(message);
                snapshots.onRequest(message.from(), request).ifPresent(applier::restored);
            }
            case PeerMessage.AppendAccepted accepted ->
                progress(message).ifPresent(progress -> {
                    replication.onAccepted(message.from(), progress, accepted.matchIndex());
                    administration.onProgress();
                });
            case PeerMessage.AppendRefused refused ->
                progress(message).ifPresent(progress -> replication.onRefused(message.from(), progress, refused));
            case PeerMessage.HeartbeatResponse response ->
                progress(message).ifPresent(progress -> {
                    replication.onHeartbeatResponse(progress, response.round());
                    reads.onHeartbeatResponse();
                });
            case PeerMessage.SnapshotResponse response ->
                progress(message).ifPresent(progress -> snapshots.onResponse(message.from(), progress, response));
        }
    }

    /** Adopts a higher term; returns false if the message is to be ignored instead. */
    private boolean adoptTerm(PeerMessage message) {
        switch (message.body()) {
            case PeerMessage.PreVoteRequest request -> {
                // It asks whether it may have a higher term; but a term that it has already is real.
                if (v.isLeader() || elections.isLoyalTo(false)) {
                    return false;
                }
                elections.becomeFollower(message.term(), NodeId.NONE);
            }
            case PeerMessage.VoteRequest request -> {
                if (!request.transfer() && (v.isLeader() || elections.isLoyalTo(false))) {
                    return false;
                }
                elections.becomeFollower(message.term(), NodeId.NONE);
            }
            default -> elections.becomeFollower(message.term(), NodeId.NONE);
        }
        return true;
    }

    /** Answers an old leader or candidate, so that it learns of the newer term; ignores anything else. */
    private void onOldTerm(PeerMessage message) {
        switch (message.body()) {
            case PeerMessage.AppendRequest request ->
                v.send(message.from(), new PeerMessage.AppendRefused(request.previousIndex(), 0, 0));
            case PeerMessage.Heartbeat heartbeat -> v.send(message.from(), new PeerMessage.AppendRefused(0, 0, 0));
            case PeerMessage.SnapshotRequest request -> v.send(message.from(), new PeerMessage.AppendRefused(0, 0, 0));
            case PeerMessage.PreVoteRequest request ->
                v.send(message.from(), new PeerMessage.PreVoteResponse(request.nextTerm(), false));
            case PeerMessage.VoteRequest request -> v.send(message.from(), new PeerMessage.VoteResponse(false));
            default -> {
                // An answer to a question that no longer matters.
            }
        }
    }

    private void heardLeader(PeerMessage message) {
        if (v.isLeader()) {
            throw new IllegalStateException(message.from() + " leads in term " + v.term + ", and so does " + v.self);
        }
        elections.heardLeader(message.from());
    }

    private Optional<Progress> progress(PeerMessage message) {
        if (!v.isLeader()) {
            return Optional.empty();
        }
        Optional<Progress> progress = replication.progressOf(message.from());
        progress.ifPresent(known -> known.active = true);
        return progress;
    }
}
