package refute.specs.tla;

import java.time.Duration;

/**
 * The bound on one check.
 *
 * @param time on the wall; positive
 * @param states that may be seen: different ones in an exhaustive search, all in a simulation; positive
 */
public record CheckBudget(Duration time, long states) {
    public CheckBudget {
        if (time.isNegative() || time.isZero() || states < 1) {
            throw new IllegalArgumentException("a budget is positive: " + time + ", " + states + " states");
        }
    }

    public CheckBudget with(Duration newTime) {
        return new CheckBudget(newTime, states);
    }

    /** Ten minutes and a hundred million states. */
    public static CheckBudget standard() {
        return new CheckBudget(Duration.ofMinutes(10), 100_000_000);
    }
}
