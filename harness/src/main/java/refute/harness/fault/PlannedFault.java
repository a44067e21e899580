package refute.harness.fault;

/**
 * A fault with its time.
 *
 * @param id its name in schedule, history and report: unique in its schedule; letters, digits and hyphens
 * @param nemesis the name of the nemesis that drew it, or {@code schedule} when given by hand
 * @param fault what
 * @param startNanos when it begins, since the run began
 * @param durationNanos how long until it is healed
 */
public record PlannedFault(String id, String nemesis, Fault fault, long startNanos, long durationNanos) {
    public PlannedFault {
        if (!id.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("a fault's id has letters, digits and hyphens: " + id);
        }
        if (startNanos < 0 || durationNanos <= 0) {
            throw new IllegalArgumentException("a fault begins after the run and lasts: " + id);
        }
    }

    public long healNanos() {
        return startNanos + durationNanos;
    }
}
