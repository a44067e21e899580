package refute.kv.raft;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import refute.kv.Bytes;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;

/**
 * The leader's log and how it gets to the others: appends in a window of messages, acknowledgements, and what is committed. Also the
 * follower's side of an append.
 */
final class Replication {
    private final Variables v;
    private final Durability durability;
    private final SnapshotTransfer snapshots;
    private final Trace trace;
    private final SortedMap<NodeId, Progress> others = new TreeMap<>();
    private long termStart;

    Replication(Variables variables, Durability durability, SnapshotTransfer snapshots, Trace trace) {
        this.v = variables;
        this.durability = durability;
        this.snapshots = snapshots;
        this.trace = trace;
    }

    /** Begins to lead: an entry of the own term, without which nothing older may count as committed (section 3.6.2). */
    void start() {
        others.clear();
        termStart = v.log.lastIndex() + 1;
        membersChanged();
        append(Entry.Kind.NOOP, Bytes.EMPTY);
    }

    /** Ends to lead. */
    void stop() {
        others.clear();
    }

    /** Returns whether an entry of the leader's own term is committed: only then does it know what is. */
    boolean hasCommittedInTerm() {
        return v.commit >= termStart;
    }

    Map<NodeId, Progress> others() {
        return others;
    }

    Optional<Progress> progressOf(NodeId id) {
        return Optional.ofNullable(others.get(id));
    }

    /** Adds an entry to the leader's log. It is sent at the end of the step, with all others of the step. */
    Entry append(Entry.Kind kind, Bytes payload) {
        Entry entry = new Entry(v.log.lastIndex() + 1, v.term, kind, payload);
        v.log.append(entry);
        durability.appended(entry);
        if (kind != Entry.Kind.MEMBERS) {
            trace.event("Propose", "index", entry.index());
        }
        return entry;
    }

    /** Adopts the members that hold now. */
    void membersChanged() {
        for (NodeId id : v.members().ids()) {
            if (!id.equals(v.self)) {
                others.computeIfAbsent(id, added -> new Progress(v.log.lastIndex() + 1, v.now.nanos()));
            }
        }
        if (!v.mutants.has(Mutant.M18)) {
            others.keySet().retainAll(v.members().ids());
        }
    }

    /** Sends to everybody what it lacks, as far as its window allows. */
    void sendAll() {
        others.forEach(this::sendEntries);
        others.forEach((id, progress) -> {
            long commit = Math.min(progress.match, v.commit);
            if (!progress.addressed && commit > progress.toldCommit) {
                // Nothing else tells it now. Round 0 wants no answer.
                v.send(id, new PeerMessage.Heartbeat(commit, 0));
                progress.toldCommit = commit;
            }
            progress.addressed = false;
        });
    }

    /** Tells everybody who leads. */
    void sendHeartbeats(long round) {
        others.forEach((id, progress) -> {
            progress.toldCommit = Math.min(progress.match, v.commit);
            progress.addressed = true;
            v.send(id, new PeerMessage.Heartbeat(progress.toldCommit, round));
            snapshots.tick(id, progress);
        });
    }

    private void sendEntries(NodeId id, Progress progress) {
        if (progress.mode == Progress.Mode.PROBE && v.now.nanos() >= progress.probeAt) {
            progress.probeAt = v.now.nanos() + v.settings.timing().heartbeatNanos();
            sendFrom(id, progress);
        }
        while (progress.mode == Progress.Mode.REPLICATE
                && progress.onTheirWay() < v.settings.limits().window()
                && progress.next <= v.log.lastIndex()) {
            sendFrom(id, progress);
        }
    }

    private void sendFrom(NodeId id, Progress progress) {
        long previous = progress.next - 1;
        if (!v.log.knows(previous)) {
            snapshots.start(id, progress);
            return;
        }
        long previousTerm = v.log.term(previous);
        if (v.mutants.has(Mutant.M03) && progress.claim.isPresent()) {
            previousTerm = progress.claim.get().hintTerm();
        }
        List<Entry> entries = v.log.slice(progress.next, v.settings.limits().messageBytes());
        v.send(id, new PeerMessage.AppendRequest(previous, previousTerm, entries, v.commit));
        trace.event(
                "AppendSend", "to", id, "previous", previous, "previousTerm", previousTerm, "count", entries.size());
        progress.addressed = true;
        progress.toldCommit = Math.min(v.commit, previous + entries.size());
        if (progress.mode == Progress.Mode.REPLICATE) {
            progress.sentUpTo(previous + entries.size(), v.now.nanos());
        }
    }

    void onAccepted(NodeId from, Progress progress, long matchIndex) {
        long match = v.mutants.has(Mutant.M01) ? Math.max(matchIndex, firstPending()) : matchIndex;
        trace.event("AppendAck", "from", from, "match", match);
        boolean moved = match > progress.match;
        if (match > v.log.lastIndex()) {
            throw new IllegalStateException(from + " acknowledges index " + match + " of a log that ends at "
                    + v.log.lastIndex() + " in term " + v.term);
        }
        progress.acknowledged(match, v.now.nanos());
        boolean agrees = switch (progress.mode) {
            case PROBE -> moved || match == progress.match;
            case REPLICATE -> false;
            // It has what was sent, even if the log here begins later by now; or it has more from elsewhere.
            case SNAPSHOT ->
                progress.sending
                                .filter(sending -> match >= sending.meta.index())
                                .isPresent()
                        || (v.log.knows(match) && moved);
        };
        if (agrees) {
            progress.replicate();
            progress.claim = Optional.empty();
        }
        advanceCommit();
    }

    void onRefused(NodeId from, Progress progress, PeerMessage.AppendRefused refused) {
        if (v.mutants.has(Mutant.M01)) {
            progress.match = Math.max(progress.match, firstPending());
            advanceCommit();
        }
        progress.claim = Optional.of(refused);
        switch (progress.mode) {
            case REPLICATE -> {
                if (refused.refusedIndex() > progress.match) {
                    progress.probeFrom(progress.match + 1);
                }
            }
            case PROBE -> {
                // Anything else is an answer to an older probe.
                if (refused.refusedIndex() == progress.next - 1) {
                    long agreed = v.log.lastAtOrBefore(refused.hintIndex(), refused.hintTerm());
                    long next = Math.min(refused.refusedIndex(), agreed + 1);
                    progress.probeFrom(Math.max(next, progress.match + 1));
                }
            }
            case SNAPSHOT -> {
                // It learns from the snapshot where it stands.
            }
        }
    }

    void onHeartbeatResponse(Progress progress, long round) {
        progress.answeredRound = Math.max(progress.answeredRound, round);
        boolean stuck =
                v.now.nanos() - progress.movedAt >= 2 * v.settings.timing().heartbeatNanos();
        if (progress.mode == Progress.Mode.REPLICATE && progress.onTheirWay() > 0 && stuck) {
            // An append or its acknowledgement was lost.
            progress.probeFrom(progress.match + 1);
        }
    }

    /** Returns the highest round that a quorum has answered. */
    long answeredByQuorum(long ownRound) {
        return quorumOf(id -> id.equals(v.self)
                ? ownRound
                : progressOf(id).map(progress -> progress.answeredRound).orElse(0L));
    }

    /** Commits what a quorum has durably, if it ends in the own term (section 3.6.2). */
    void advanceCommit() {
        long agreed = quorumOf(id -> id.equals(v.self)
                ? durability.persistedIndex()
                : progressOf(id).map(progress -> progress.match).orElse(0L));
        if (agreed > v.commit && (v.log.term(agreed) == v.term || v.mutants.has(Mutant.M12))) {
            v.commit = agreed;
            trace.event("Commit", "index", agreed);
        }
    }

    /** Returns whether a quorum was heard from since the last call. */
    boolean heardFromQuorum() {
        long heard = quorumOf(id -> id.equals(v.self)
                        || progressOf(id).filter(progress -> progress.active).isPresent()
                ? 1L
                : 0L);
        others.values().forEach(progress -> progress.active = false);
        return heard == 1;
    }

    /** Takes entries from the leader. */
    void onAppend(NodeId from, PeerMessage.AppendRequest request) {
        long previous = request.previousIndex();
        if (previous < v.commit) {
            // Old news: all of it up to the commit index is there.
            received(from, v.commit, v.commit);
            durability.sendAfterLog(from, new PeerMessage.AppendAccepted(v.commit));
            return;
        }
        if (!v.log.matches(previous, request.previousTerm())) {
            long hint = v.log.lastAtOrBefore(Math.min(previous, v.log.lastIndex()), request.previousTerm());
            v.send(from, new PeerMessage.AppendRefused(previous, hint, v.log.term(hint)));
            return;
        }
        for (Entry entry : request.entries()) {
            take(entry);
        }
        long match = previous + request.entries().size();
        learnCommit(Math.min(request.commit(), match));
        received(from, previous, match);
        durability.sendAfterLog(from, new PeerMessage.AppendAccepted(match));
    }

    /** The log is known to agree with the leader's up to there. */
    private void received(NodeId from, long previous, long match) {
        trace.event("AppendReceive", "from", from, "previous", previous, "match", match);
    }

    /** Takes from the leader how far the log is committed. */
    void onHeartbeat(NodeId from, PeerMessage.Heartbeat heartbeat) {
        long before = v.commit;
        learnCommit(heartbeat.commit());
        if (v.commit > before) {
            trace.event("Heartbeat", "from", from, "commit", v.commit);
        }
    }

    /** Learns how far the log is committed, up to an index at which it is known to agree with the leader's. */
    private void learnCommit(long index) {
        v.commit = Math.max(v.commit, Math.min(index, v.log.lastIndex()));
    }

    private void take(Entry entry) {
        if (entry.index() <= v.log.lastIndex()) {
            if (v.log.matches(entry.index(), entry.term()) || v.mutants.has(Mutant.M04)) {
                return;
            }
            if (entry.index() <= v.commit) {
                throw new IllegalStateException(
                        "entry " + entry.index() + " of term " + entry.term() + " contradicts a committed one");
            }
            v.log.truncateFrom(entry.index());
            durability.truncatedFrom(entry.index());
        }
        v.log.append(entry);
        durability.appended(entry);
    }

    private long firstPending() {
        return Math.min(v.commit + 1, v.log.lastIndex());
    }

    /** Returns the highest value that a quorum of those who count has at least. */
    private long quorumOf(ToLongFunction<NodeId> value) {
        List<NodeId> counted = v.counted();
        long[] values = new long[counted.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsLong(counted.get(i));
        }
        Arrays.sort(values);
        int quorum = v.members().quorum();
        return values.length < quorum ? 0 : values[values.length - quorum];
    }
}
