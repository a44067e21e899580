package refute.reports;

import java.util.Optional;
import refute.harness.history.Entry;
import refute.harness.history.History;

/**
 * How far what clients saw in two runs is the same. Times may differ: of two runs of real nodes they always do.
 *
 * @param common how many invocations and completions of clients are the same, from the beginning
 * @param one the first that is not, in the one history; empty if that ends there
 * @param other in the other
 */
public record Divergence(int common, Optional<Entry> one, Optional<Entry> other) {

    public static Divergence of(History one, History other) {
        History first = one.clients();
        History second = other.clients();
        int at = 0;
        while (at < first.size() && at < second.size() && isSame(first, second, at)) {
            at++;
        }
        return new Divergence(at, entry(first, at), entry(second, at));
    }

    /** Whether there is nothing by which they differ. */
    public boolean isNone() {
        return one.isEmpty() && other.isEmpty();
    }

    private static Optional<Entry> entry(History history, int at) {
        return at < history.size() ? Optional.of(history.entry(at)) : Optional.empty();
    }

    private static boolean isSame(History one, History other, int at) {
        return one.kind(at) == other.kind(at)
                && one.process(at) == other.process(at)
                && one.function(at).equals(other.function(at))
                && one.key(at).equals(other.key(at))
                && one.value(at).equals(other.value(at));
    }
}
