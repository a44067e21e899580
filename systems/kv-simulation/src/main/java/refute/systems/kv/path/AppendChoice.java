package refute.systems.kv.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Entry;
import refute.kv.raft.PeerMessage;

/**
 * Which append makes a follower's log what it is to become.
 *
 * @param own the follower's log
 * @param leaders the leader's
 * @param commit what the follower knows to be committed; no append from before it is looked at by the store
 * @param mutants what is wrong with the store
 */
record AppendChoice(List<Entry> own, List<Entry> leaders, long commit, Mutants mutants) {
    /** Whether the store makes of an append what is wanted, and acknowledges so much. */
    boolean leadsTo(PeerMessage.AppendRequest request, long upTo, List<PathState.Place> wanted) {
        long previous = request.previousIndex();
        return previous + request.entries().size() == upTo
                && previous >= commit
                && previous <= own.size()
                && fits(previous, request.previousTerm())
                && after(previous, request.entries()).equals(wanted);
    }

    /** An append of the leader's that does; it begins as late as possible. */
    Optional<PeerMessage.AppendRequest> make(long upTo, List<PathState.Place> wanted, long known) {
        if (upTo > leaders.size()) {
            return Optional.empty();
        }
        for (long previous = Math.min(own.size(), upTo); previous >= commit; previous--) {
            List<Entry> entries = leaders.subList((int) previous, (int) upTo);
            // M03: the leader takes the follower's word for what is there.
            long term = mutants.has(Mutant.M03) ? term(own, previous) : term(leaders, previous);
            if (fits(previous, term) && after(previous, entries).equals(wanted)) {
                return Optional.of(new PeerMessage.AppendRequest(previous, term, entries, known));
            }
        }
        return Optional.empty();
    }

    private boolean fits(long previous, long term) {
        return term(own, previous) == term;
    }

    private static long term(List<Entry> log, long index) {
        return index == 0 ? 0 : log.get((int) index - 1).term();
    }

    /** What the store's log becomes: what differs is cut off with all that follows it. M04: nothing is. */
    private List<PathState.Place> after(long previous, List<Entry> entries) {
        List<Entry> result = new ArrayList<>(own);
        for (int i = 0; i < entries.size(); i++) {
            int at = (int) previous + i;
            if (at < result.size() && result.get(at).term() != entries.get(i).term() && !mutants.has(Mutant.M04)) {
                result.subList(at, result.size()).clear();
            }
            if (at >= result.size()) {
                result.add(entries.get(i));
            }
        }
        return LedStore.places(result);
    }
}
