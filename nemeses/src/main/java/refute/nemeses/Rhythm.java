package refute.nemeses;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;

/**
 * When the faults of one nemesis begin and end: a run is rounds of a calm and a storm.
 *
 * <p>The rounds follow from the length of the run alone, so that all nemeses have them in common: in a calm nothing is in
 * force, and the system elects, catches up, and answers; in a storm each nemesis has one fault, whose begin and length are
 * drawn, and the faults of several overlap. Without common calms three nemeses, each at rest half of the time, would leave a
 * cluster of three without a quorum for most of a run: much would be asked, and little answered that could be wrong.
 *
 * <p>A round lasts about 12 seconds: a calm of 4, long enough for an election and for operations that hang to end, and a storm
 * of 8 with faults of 3 to 5 seconds. A run shorter than two rounds has two shorter ones.
 */
final class Rhythm {
    private static final long ROUND_NANOS = 12_000_000_000L;
    private static final int ROUNDS_MIN = 2;
    /** Of a round. */
    private static final double CALM = 1 / 3.0;
    /** Of a storm: the shortest fault, and what is drawn in thousandths on top. */
    private static final double FAULT_MIN = 3 / 8.0;

    private static final double FAULT_DRAWN = 2 / 8.0;

    private Rhythm() {}

    /**
     * The faults of a run, one a round, all healed by the end of the plan.
     *
     * @param nemesis its name, which begins the faults' ids
     * @param fault the n-th fault, from 0
     */
    static List<PlannedFault> faults(String nemesis, NemesisPlan plan, LongFunction<Fault> fault) {
        Seed times = plan.seed().substream("times");
        int rounds = (int) Math.max(ROUNDS_MIN, Math.round(plan.untilNanos() / (double) ROUND_NANOS));
        double round = plan.untilNanos() / (double) rounds;
        double storm = round * (1 - CALM);
        List<PlannedFault> faults = new ArrayList<>();
        for (int n = 0; n < rounds; n++) {
            double length = storm * (FAULT_MIN + FAULT_DRAWN * fraction(times, 2L * n));
            double start = (n + CALM) * round + (storm - length) * fraction(times, 2L * n + 1);
            faults.add(new PlannedFault(
                    nemesis + "-" + (n + 1), nemesis, fault.apply(n), wholeMillis(start), wholeMillis(length)));
        }
        return List.copyOf(faults);
    }

    private static double fraction(Seed times, long n) {
        return times.at(n, 1001) / 1000.0;
    }

    /** So that people can read the schedule; rounded down, so that the sum stays within the storm; at least one. */
    private static long wholeMillis(double nanos) {
        return Math.max(1, (long) (nanos / 1e6)) * 1_000_000;
    }
}
