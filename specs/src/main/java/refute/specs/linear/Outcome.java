package refute.specs.linear;

import java.util.Arrays;
import java.util.Optional;

/**
 * What came of putting a container's values into an order; neither, if the order turned out not to fit.
 *
 * @param order operations in a legal order
 * @param conflict values, and behind them a take or {@link ContainerValues#NONE}, that have none
 */
record Outcome(Optional<int[]> order, Optional<int[]> conflict) {
    static Outcome order(int[] order) {
        return new Outcome(Optional.of(order), Optional.empty());
    }

    static Outcome conflict(int[] conflict) {
        return new Outcome(Optional.empty(), Optional.of(conflict));
    }

    static Outcome neither() {
        return new Outcome(Optional.empty(), Optional.empty());
    }

    /** Values and a take in one. */
    static int[] with(int[] values, int take) {
        int[] conflict = Arrays.copyOf(values, values.length + 1);
        conflict[values.length] = take;
        return conflict;
    }
}
