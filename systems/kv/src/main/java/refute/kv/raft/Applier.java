package refute.kv.raft;

import refute.kv.mutant.Mutant;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Result;

/** Applies committed entries in order, once they are durable here too, and asks for snapshots. */
final class Applier {
    private final Variables v;
    private final Durability durability;
    private final Replication replication;
    private final Proposals proposals;
    private final Watches watches;
    private final Trace trace;
    private long snapshotIndex;
    private boolean saving;

    Applier(
            Variables variables,
            Durability durability,
            Replication replication,
            Proposals proposals,
            Watches watches,
            Trace trace) {
        this.v = variables;
        this.durability = durability;
        this.replication = replication;
        this.proposals = proposals;
        this.watches = watches;
        this.trace = trace;
        this.snapshotIndex = v.log.baseIndex();
    }

    /** Applies what can be applied. */
    void apply() {
        long limit = Math.min(v.commit, durability.persistedIndex());
        while (v.applied < limit) {
            Entry entry = v.log.entry(v.applied + 1);
            long index = indexFor(entry, limit);
            Outcome outcome = apply(entry, index);
            v.applied = entry.index();
            if (trace.isOn()) {
                trace.event("Apply", "index", index, "hash", Long.toHexString(v.machine.hash()));
            }
            proposals.applied(entry, outcome);
            watches.applied(entry.index());
        }
        if (!saving && v.applied - snapshotIndex >= v.settings.snapshots().everyEntries()) {
            saving = true;
            v.effects.add(new Effect.SaveSnapshot(
                    new SnapshotMeta(v.applied, v.log.term(v.applied), v.log.membersAt(v.applied)),
                    v.machine.freeze()));
            forgetIdleSessions();
        }
    }

    /** The state was replaced by a snapshot from the leader. */
    void restored(SnapshotMeta meta) {
        snapshotIndex = Math.max(snapshotIndex, meta.index());
        proposals.skippedTo(meta.index());
        watches.restored();
    }

    /** A snapshot is on disk: the entries that it stands for need not stay, except for followers that are a little late. */
    void onSaved(SnapshotMeta meta) {
        saving = false;
        snapshotIndex = Math.max(snapshotIndex, meta.index());
        long keep = Math.min(meta.index(), v.log.lastIndex())
                - v.settings.snapshots().keepEntries();
        if (keep > v.log.baseIndex()) {
            v.log.compactTo(keep);
            trace.event("Compact", "index", keep);
        }
    }

    private long indexFor(Entry entry, long limit) {
        return entry.kind() == Entry.Kind.COMMAND && v.mutants.has(Mutant.M02) ? limit : entry.index();
    }

    private Outcome apply(Entry entry, long index) {
        return switch (entry.kind()) {
            case NOOP -> {
                v.machine.pass(entry.index());
                yield new Outcome.Changed(v.members());
            }
            case MEMBERS -> {
                v.machine.pass(entry.index());
                Members members = v.log.membersAt(entry.index());
                trace.event("MembershipApply", "index", entry.index(), "voters", members);
                yield new Outcome.Changed(members);
            }
            case COMMAND -> {
                Result result = v.machine.apply(index, Command.decode(entry.payload()), entry.payload());
                yield new Outcome.Done(index, result);
            }
        };
    }

    /** Old sessions end by an entry, so that they end on all members at the same index. */
    private void forgetIdleSessions() {
        long idleBefore = v.applied - v.settings.snapshots().sessionIdleEntries();
        if (v.isLeader() && idleBefore > 0 && v.machine.hasSessionIdleSince(idleBefore)) {
            replication.append(
                    Entry.Kind.COMMAND,
                    Command.of(new Operation.ExpireSessions(idleBefore)).encode());
        }
    }
}
