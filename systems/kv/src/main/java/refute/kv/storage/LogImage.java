package refute.kv.storage;

import java.util.ArrayList;
import java.util.List;
import refute.kv.MalformedBytesException;
import refute.kv.raft.Entry;
import refute.kv.raft.HardState;
import refute.kv.raft.SnapshotMeta;

/** What the segments say, put together: hard state and entries after a base. */
final class LogImage implements WriteCodec.Replay {
    private static final long UNKNOWN_TERM = -1;

    private HardState hardState;
    private long baseIndex;
    private long baseTerm;
    private boolean baseIsSnapshot;
    private final List<Entry> entries = new ArrayList<>();

    /** Starts with what the first segment's header says. */
    LogImage(HardState hardState, long baseIndex, long baseTerm) {
        this.hardState = hardState;
        this.baseIndex = baseIndex;
        this.baseTerm = baseTerm;
    }

    @Override
    public void hardState(HardState state) {
        hardState = state;
    }

    @Override
    public void entry(Entry entry) {
        if (entry.index() <= baseIndex && !baseIsSnapshot) {
            // When the first segment that is left began, the log had a tail that was cut off later.
            entries.clear();
            baseIndex = entry.index() - 1;
            baseTerm = UNKNOWN_TERM;
        }
        if (entry.index() <= baseIndex || entry.index() > lastIndex() + 1) {
            throw new MalformedBytesException(
                    "entry " + entry.index() + " in a log from " + (baseIndex + 1) + " to " + lastIndex());
        }
        entries.subList((int) (entry.index() - baseIndex - 1), entries.size()).clear();
        entries.add(entry);
    }

    @Override
    public void snapshotMark(long index, long term) {
        entries.clear();
        baseIndex = index;
        baseTerm = term;
        baseIsSnapshot = true;
    }

    HardState hardState() {
        return hardState;
    }

    long lastIndex() {
        return baseIndex + entries.size();
    }

    long lastTerm() {
        return entries.isEmpty() ? baseTerm : entries.getLast().term();
    }

    /** Returns whether the log begins after an index that no snapshot covers. */
    boolean startsAfter(long index) {
        return baseIndex > index;
    }

    /** Returns whether the log agrees with the snapshot: its last entry is in the log, with the same term. */
    boolean holds(SnapshotMeta snapshot) {
        if (snapshot.index() < baseIndex || snapshot.index() > lastIndex()) {
            return false;
        }
        long term = snapshot.index() == baseIndex
                ? baseTerm
                : entries.get((int) (snapshot.index() - baseIndex - 1)).term();
        return term == snapshot.term();
    }

    /** Returns the entries after that index. */
    List<Entry> entriesAfter(long index) {
        return List.copyOf(entries.subList((int) (index - baseIndex), entries.size()));
    }
}
