package refute.systems.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A few calls that overlapped, and whether there is an order in which they could have happened one after the other: a search through all
 * orders that respect who ended before whom began (Wing and Gong, 1993, section 4), which also ends in what is there in the end.
 */
final class Calls {
    private final List<Call> calls = new ArrayList<>();

    /**
     * A call that has returned.
     *
     * @param effect what it does to a map, and returns then
     * @param result what it has returned
     */
    record Call(
            String words, Function<SortedMap<String, String>, String> effect, String result, int began, int ended) {}

    synchronized void add(Call call) {
        calls.add(call);
    }

    /** Returns whether some order explains all results and the end. */
    boolean areExplainedBy(SortedMap<String, String> start, SortedMap<String, String> end) {
        return explained(0, start, end, new HashSet<>());
    }

    private boolean explained(
            int done, SortedMap<String, String> state, SortedMap<String, String> end, Set<List<Object>> failed) {
        if (done == (1 << calls.size()) - 1) {
            return state.equals(end);
        }
        if (!failed.add(List.of(done, state.hashCode()))) {
            return false;
        }
        int firstEnd = Integer.MAX_VALUE;
        for (int i = 0; i < calls.size(); i++) {
            if ((done >> i & 1) == 0) {
                firstEnd = Math.min(firstEnd, calls.get(i).ended());
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if ((done >> i & 1) == 1 || call.began() > firstEnd) {
                continue;
            }
            SortedMap<String, String> after = new TreeMap<>(state);
            if (call.effect().apply(after).equals(call.result()) && explained(done | (1 << i), after, end, failed)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return calls.stream()
                .map(call ->
                        call.words() + " returned " + call.result() + " from " + call.began() + " to " + call.ended())
                .reduce((one, other) -> one + "; " + other)
                .orElse("nothing");
    }
}
