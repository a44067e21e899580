package refute.harness.run;

import java.util.List;

/**
 * Where a run stands.
 *
 * @param phase what it is doing
 * @param elapsedNanos since clients began; 0 before
 * @param operationsPerSecond completed since the progress before
 * @param counts all operations so far
 * @param inForce the faults that are in force now, in words
 */
public record Progress(
        RunPhase phase, long elapsedNanos, double operationsPerSecond, Counts counts, List<String> inForce) {
    public Progress {
        inForce = List.copyOf(inForce);
    }

    /**
     * Operations of clients by how they ended.
     *
     * @param ok acknowledged
     * @param fail surely did not happen
     * @param info unknown
     * @param open still open
     */
    public record Counts(long ok, long fail, long info, long open) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public long completed() {
            return ok + fail + info;
        }
    }
}
