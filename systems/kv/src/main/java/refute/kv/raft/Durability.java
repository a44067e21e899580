package refute.kv.raft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;

/**
 * What must be on disk before what is said. All writes of one step get one token; a message that promises something about them is held
 * until the shell says that the token is durable.
 */
final class Durability {
    private final Variables v;
    private final Trace trace;
    private final List<Write> writes = new ArrayList<>();
    private final List<Entry> appended = new ArrayList<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private boolean hardStateChanged;
    private long hardStateToken;
    private long nextToken = 1;
    private long persistedToken;
    private long persistedIndex;
    private long writtenCommit;

    private record Held(long token, PeerMessage message) {}

    /** Up to which index the log is durable once the token is. */
    private record Mark(long token, long index) {}

    Durability(Variables variables, Trace trace) {
        this.v = variables;
        this.trace = trace;
        this.persistedIndex = v.log.lastIndex();
        this.writtenCommit = v.commit;
    }

    /** Returns up to which index the node's own log is durable. */
    long persistedIndex() {
        return v.mutants.has(Mutant.M13) ? v.log.lastIndex() : persistedIndex;
    }

    /** Term or vote changed. */
    void hardStateChanged() {
        hardStateChanged = true;
        hardStateToken = nextToken;
    }

    /** Returns whether the latest term and vote are durable. */
    boolean isHardStateDurable() {
        return hardStateToken <= persistedToken || v.mutants.has(Mutant.M06);
    }

    /** An entry was appended to the log. */
    void appended(Entry entry) {
        if (!appended.isEmpty() && appended.getLast().index() + 1 != entry.index()) {
            closeAppended();
        }
        appended.add(entry);
    }

    /** The log was cut: entries from that index on are others from now on. */
    void truncatedFrom(long index) {
        closeAppended();
        persistedIndex = Math.min(persistedIndex, index - 1);
        List<Mark> lowered = new ArrayList<>();
        for (Mark mark : marks) {
            lowered.add(new Mark(mark.token(), Math.min(mark.index(), index - 1)));
        }
        marks.clear();
        marks.addAll(lowered);
    }

    /** The log and the state were replaced by a snapshot. */
    void installed(Write.InstallSnapshot snapshot) {
        closeAppended();
        persistedIndex = 0;
        marks.clear();
        writes.add(snapshot);
    }

    /** Sends once term and vote are durable. */
    void sendAfterHardState(NodeId to, PeerMessage.Body body) {
        send(v.mutants.has(Mutant.M06) ? 0 : hardStateToken, v.message(to, body));
    }

    /** Sends once everything written so far is durable. */
    void sendAfterLog(NodeId to, PeerMessage.Body body) {
        boolean nothingNew = writes.isEmpty() && appended.isEmpty() && !hardStateChanged;
        send(v.mutants.has(Mutant.M13) ? 0 : nothingNew ? nextToken - 1 : nextToken, v.message(to, body));
    }

    /** Hands the writes of this step to the shell. */
    void flush() {
        closeAppended();
        if (!hardStateChanged && writes.isEmpty()) {
            return;
        }
        if (hardStateChanged || v.commit != writtenCommit) {
            // Last, so that a commit index is never on disk without its entry.
            writes.add(new Write.SetHardState(v.hardState()));
            writtenCommit = v.commit;
            hardStateChanged = false;
        }
        trace.event("Write");
        v.effects.add(new Effect.Persist(nextToken, writes));
        marks.add(new Mark(nextToken, v.log.lastIndex()));
        writes.clear();
        nextToken++;
    }

    /** The shell says that everything up to that token is durable. */
    void persisted(long token) {
        long before = persistedToken;
        persistedToken = Math.max(persistedToken, token);
        while (!marks.isEmpty() && marks.getFirst().token() <= persistedToken) {
            persistedIndex = Math.max(persistedIndex, marks.removeFirst().index());
        }
        trace.event("Persist", "writes", persistedToken - before, "index", persistedIndex);
        for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
            Held message = each.next();
            if (message.token() <= persistedToken) {
                v.effects.add(new Effect.Send(message.message()));
                each.remove();
            }
        }
    }

    private void send(long token, PeerMessage message) {
        if (token <= persistedToken) {
            v.effects.add(new Effect.Send(message));
        } else {
            held.add(new Held(token, message));
        }
    }

    private void closeAppended() {
        if (!appended.isEmpty()) {
            writes.add(new Write.AppendEntries(appended));
            appended.clear();
        }
    }
}
