package refute.harness.run;

import java.time.Duration;
import refute.harness.check.Budget;

/**
 * The bounds of a run.
 *
 * @param operationTimeout after which an open operation becomes info
 * @param readyWithin how long the system may take until it first answers; past it the run fails
 * @param recoverWithin how long after the last heal the system may take to answer on every node; past it is a finding
 * @param acknowledgedMin with fewer acknowledged operations the run says nothing: unknown
 * @param budget of each checker
 */
public record Limits(
        Duration operationTimeout, Duration readyWithin, Duration recoverWithin, long acknowledgedMin, Budget budget) {
    public static Limits standard() {
        return new Limits(
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30), 100, Budget.standard());
    }
}
