package refute.harness.run;

/**
 * How a run was made smaller.
 *
 * @param of the folder of the run that it was made of: scenario and timestamp, as below its store
 * @param seed of that run; the smaller one may have another
 * @param kind how both fail
 * @param before what was in that run
 * @param after what is left
 * @param tried how many cases were executed
 * @param nanos how long that took
 * @param complete whether it ended because nothing smaller was found; else it was interrupted, or its budget was spent
 */
public record Shrunk(
        String of, long seed, String kind, Size before, Size after, long tried, long nanos, boolean complete) {
    /**
     * How much there is of what can be left out.
     *
     * @param limitNanos how long the main phase lasts
     */
    public record Size(int faults, int accidents, int operations, int nodes, long limitNanos) {
        /** Faults, accidents and operations. */
        public int items() {
            return faults + accidents + operations;
        }
    }

    /** How many of a hundred faults, accidents and operations are gone. */
    public double percentGone() {
        return 100.0 * (before.items() - after.items()) / Math.max(1, before.items());
    }
}
