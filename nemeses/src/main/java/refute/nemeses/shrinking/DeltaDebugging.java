package refute.nemeses.shrinking;

import java.util.ArrayList;
import java.util.List;

/**
 * The algorithm ddmin of Zeller and Hildebrandt (IEEE TSE 2002, figure 5), of which the subsets are left out, since they seldom fail by
 * themselves: a list is cut in parts, and each is left out if what remains still fails; when none can be, the parts are halved.
 *
 * <p>All parts of one size are tried before the next. Ends with a list of which no item can be left out, or when it is told to.
 */
public final class DeltaDebugging {
    /** Tells whether what remains still fails. */
    @FunctionalInterface
    public interface Test<T> {
        boolean fails(List<T> remaining) throws InterruptedException;
    }

    /** Whether to go on. */
    @FunctionalInterface
    public interface Patience {
        boolean lasts();
    }

    private DeltaDebugging() {}

    /** @param failing a list that fails; it is not asked again */
    public static <T> List<T> minimise(List<T> failing, Test<T> test, Patience patience) throws InterruptedException {
        List<T> best = failing;
        if (!best.isEmpty() && patience.lasts() && test.fails(List.of())) {
            return List.of();
        }
        int size = (best.size() + 1) / 2;
        while (size > 0 && best.size() > 1 && patience.lasts()) {
            boolean smaller = false;
            // From the end: what comes late is needed least, and without it the rest stays as it was.
            for (int end = best.size(); end > 0 && patience.lasts(); end -= size) {
                List<T> remaining = without(best, Math.max(0, end - size), end);
                if (!remaining.isEmpty() && test.fails(remaining)) {
                    best = remaining;
                    smaller = true;
                }
            }
            if (size == 1 && !smaller) {
                break;
            }
            size = size == 1 ? 1 : Math.min((size + 1) / 2, Math.max(1, best.size() / 2));
        }
        return best;
    }

    private static <T> List<T> without(List<T> items, int from, int to) {
        List<T> rest = new ArrayList<>(items.subList(0, from));
        rest.addAll(items.subList(to, items.size()));
        return List.copyOf(rest);
    }
}
