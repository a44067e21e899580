package refute.kv.raft;

import java.util.Optional;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;

/**
 * What operators ask of a leader: changes of the membership, one member at a time (section 4.1 of the thesis), and the hand-over of
 * leadership.
 *
 * <p>A change may begin only when the last one is committed and an entry of the leader's own term is too: without the second rule two leaders
 * of different terms may commit by quorums that do not overlap (Ongaro, "bug in single-server membership changes", 2015).
 */
final class Administration {
    /** How many entries a learner may lag behind and still become a voter. */
    private static final long CAUGHT_UP_WITHIN = 1000;

    private final Variables v;
    private final Replication replication;
    private final Proposals proposals;
    private final Reads reads;
    private final Trace trace;
    private Optional<Transfer> transfer = Optional.empty();

    private record Transfer(long request, NodeId target, long term, long deadline) {}

    Administration(Variables variables, Replication replication, Proposals proposals, Reads reads, Trace trace) {
        this.v = variables;
        this.replication = replication;
        this.proposals = proposals;
        this.reads = reads;
        this.trace = trace;
    }

    /** Returns whether leadership is being handed over, so that no new entries are taken. */
    boolean isHandingOver() {
        return transfer.isPresent();
    }

    void onChange(Input.ChangeMembers change) {
        if (!v.isLeader()) {
            v.fail(change.request(), Outcome.Reason.NOT_LEADER);
            return;
        }
        boolean settled = replication.hasCommittedInTerm() && v.log.membersIndex() <= v.commit;
        Optional<Members> changed = changed(change.change());
        if (transfer.isPresent() || changed.isEmpty() || (!settled && !v.mutants.has(Mutant.M17))) {
            v.fail(change.request(), Outcome.Reason.MEMBERSHIP_REFUSED);
            return;
        }
        Entry entry = replication.append(Entry.Kind.MEMBERS, changed.get().encode());
        replication.membersChanged();
        trace.event("MembershipPropose", "index", entry.index(), "voters", changed.get());
        proposals.await(change.request(), entry);
    }

    private Optional<Members> changed(MemberChange change) {
        Members members = v.members();
        return switch (change) {
            case MemberChange.AddLearner add ->
                members.contains(add.member().id()) || add.member().voter()
                        ? Optional.empty()
                        : Optional.of(members.with(add.member()));
            case MemberChange.Promote promote ->
                members.find(promote.id())
                        .filter(member -> !member.voter() && hasCaughtUp(member.id()))
                        .map(member -> members.with(member.promoted()));
            case MemberChange.Remove remove ->
                members.contains(remove.id()) && !members.voters().equals(java.util.List.of(remove.id()))
                        ? Optional.of(members.without(remove.id()))
                        : Optional.empty();
        };
    }

    private boolean hasCaughtUp(NodeId id) {
        return replication
                .progressOf(id)
                .filter(progress -> progress.mode == Progress.Mode.REPLICATE
                        && v.log.lastIndex() - progress.match <= CAUGHT_UP_WITHIN)
                .isPresent();
    }

    void onTransfer(Input.TransferLeadership request) {
        if (!v.isLeader()) {
            v.fail(request.request(), Outcome.Reason.NOT_LEADER);
        } else if (request.target().equals(v.self)) {
            v.reply(request.request(), new Outcome.Changed(v.members()));
        } else if (transfer.isPresent() || !v.members().isVoter(request.target())) {
            v.fail(request.request(), Outcome.Reason.MEMBERSHIP_REFUSED);
        } else {
            long deadline = v.now.nanos() + v.settings.timing().electionNanos();
            transfer = Optional.of(new Transfer(request.request(), request.target(), v.term, deadline));
            onProgress();
        }
    }

    /** Asks the target to lead once it has the whole log. */
    void onProgress() {
        if (transfer.isEmpty() || !v.isLeader()) {
            return;
        }
        NodeId target = transfer.get().target();
        if (replication
                .progressOf(target)
                .filter(progress -> progress.match == v.log.lastIndex())
                .isPresent()) {
            reads.giveUpLease();
            trace.event("TransferSend", "to", target);
            v.send(target, new PeerMessage.TransferNow());
        }
    }

    /** Ends a hand-over that came to something, or to nothing. */
    void tick() {
        if (transfer.isEmpty()) {
            return;
        }
        Transfer open = transfer.get();
        if (v.term > open.term()) {
            transfer = Optional.empty();
            v.reply(open.request(), new Outcome.Changed(v.members()));
        } else if (!v.isLeader() || v.now.nanos() >= open.deadline()) {
            transfer = Optional.empty();
            v.fail(open.request(), Outcome.Reason.TRANSFER_FAILED);
        }
    }
}
