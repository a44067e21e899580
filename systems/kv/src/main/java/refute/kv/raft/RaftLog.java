package refute.kv.raft;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of the log that is in memory: all entries after a base, which a snapshot stands for. Also knows which members hold at which
 * index, as a membership takes effect when its entry is appended, and no longer when that is cut off (section 4.1 of the thesis).
 */
final class RaftLog {
    private final List<Entry> entries = new ArrayList<>();
    private final List<MembersFrom> memberships = new ArrayList<>();
    private long baseIndex;
    private long baseTerm;

    private record MembersFrom(long index, Members members) {}

    RaftLog(SnapshotMeta base, List<Entry> following) {
        reset(base);
        following.forEach(this::append);
    }

    long baseIndex() {
        return baseIndex;
    }

    long lastIndex() {
        return baseIndex + entries.size();
    }

    long lastTerm() {
        return entries.isEmpty() ? baseTerm : entries.getLast().term();
    }

    /** Returns whether the term of that index is known. */
    boolean knows(long index) {
        return index >= baseIndex && index <= lastIndex();
    }

    long term(long index) {
        if (!knows(index)) {
            throw new IllegalStateException(
                    "the log knows terms from " + baseIndex + " to " + lastIndex() + ", not of " + index);
        }
        return index == baseIndex ? baseTerm : entry(index).term();
    }

    boolean matches(long index, long term) {
        return knows(index) && term(index) == term;
    }

    Entry entry(long index) {
        return entries.get((int) (index - baseIndex - 1));
    }

    void append(Entry entry) {
        if (entry.index() != lastIndex() + 1) {
            throw new IllegalStateException("entry " + entry.index() + " does not follow " + lastIndex());
        }
        entries.add(entry);
        if (entry.kind() == Entry.Kind.MEMBERS) {
            memberships.add(new MembersFrom(entry.index(), Members.decode(entry.payload())));
        }
    }

    /** Forgets the entries from that index on. */
    void truncateFrom(long index) {
        entries.subList((int) (index - baseIndex - 1), entries.size()).clear();
        while (memberships.size() > 1 && memberships.getLast().index() >= index) {
            memberships.removeLast();
        }
    }

    /** Forgets the entries up to that index, which a snapshot stands for. */
    void compactTo(long index) {
        if (index <= baseIndex) {
            return;
        }
        long term = term(index);
        Members members = membersAt(index);
        entries.subList(0, (int) (index - baseIndex)).clear();
        baseIndex = index;
        baseTerm = term;
        memberships.removeIf(from -> from.index() <= index);
        memberships.addFirst(new MembersFrom(index, members));
    }

    /** Starts anew after a snapshot. */
    void reset(SnapshotMeta base) {
        entries.clear();
        memberships.clear();
        baseIndex = base.index();
        baseTerm = base.term();
        memberships.add(new MembersFrom(base.index(), base.members()));
    }

    /** Returns the entries from an index on, at least one if there is one, and not many more bytes than that. */
    List<Entry> slice(long from, int bytesMax) {
        int start = (int) (from - baseIndex - 1);
        int end = start;
        long bytes = 0;
        while (end < entries.size() && (end == start || bytes + entries.get(end).weight() <= bytesMax)) {
            bytes += entries.get(end).weight();
            end++;
        }
        return List.copyOf(entries.subList(start, end));
    }

    /** Returns the last index not above the given one whose term is not above the given one; the base if there is none. */
    long lastAtOrBefore(long index, long term) {
        long at = Math.min(index, lastIndex());
        while (at > baseIndex && term(at) > term) {
            at--;
        }
        return Math.max(at, baseIndex);
    }

    Members members() {
        return memberships.getLast().members();
    }

    /** Returns the index from which the latest members hold. */
    long membersIndex() {
        return memberships.getLast().index();
    }

    Members membersAt(long index) {
        for (int i = memberships.size() - 1; i > 0; i--) {
            if (memberships.get(i).index() <= index) {
                return memberships.get(i).members();
            }
        }
        return memberships.getFirst().members();
    }

    /** Returns all memberships that are still known, the oldest first. */
    List<Members> knownMemberships() {
        return memberships.stream().map(MembersFrom::members).toList();
    }
}
