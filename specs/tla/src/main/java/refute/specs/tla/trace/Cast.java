package refute.specs.tla.trace;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Who takes part in a trace, and how far it goes: what the constants of the spec are made of.
 *
 * @param nodes all nodes, in the order of their names
 * @param voters those who vote at first, likewise; or in the order in which they become members
 * @param terms the highest term that the spec can tell of; a power of two, so that traces share what was made for one of them
 */
public record Cast(List<String> nodes, List<String> voters, int terms) {
    private static final int TERMS_MIN = 32;
    /** The spec keeps something for each term. */
    static final int TERMS_MAX = 1 << 16;

    public Cast {
        nodes = List.copyOf(nodes);
        voters = List.copyOf(voters);
    }

    /** With room for that term, and one more. */
    static Cast of(Collection<String> nodes, Collection<String> voters, int highestTerm) {
        return startedBy(nodes, List.copyOf(new TreeSet<>(voters)), highestTerm);
    }

    /** Likewise, of members who are made in that order. */
    static Cast startedBy(Collection<String> nodes, List<String> members, int highestTerm) {
        int terms = TERMS_MIN;
        while (terms <= highestTerm) {
            terms *= 2;
        }
        return new Cast(List.copyOf(new TreeSet<>(nodes)), members, terms);
    }
}
