package refute.nemeses;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;

/**
 * When the faults of one nemesis begin and end.
 *
 * <p>Fault and pause between faults last 3 to 8 seconds each: long enough for an election and for clients to run into it, short
 * enough for several in a minute. A run shorter than 45 seconds has both shortened in proportion, so that every run has at
 * least two faults of each nemesis. Several nemeses, each with its own stream of the seed, overlap at times.
 */
final class Rhythm {
    private static final long SHORTEST_NANOS = 3_000_000_000L;
    private static final long LONGEST_NANOS = 8_000_000_000L;
    private static final long UNSCALED_NANOS = 45_000_000_000L;

    private Rhythm() {}

    /**
     * The faults of a run, all healed by the end of the plan.
     *
     * @param nemesis its name, which begins the faults' ids
     * @param fault the n-th fault, from 0
     */
    static List<PlannedFault> faults(String nemesis, NemesisPlan plan, LongFunction<Fault> fault) {
        Seed times = plan.seed().substream("times");
        List<PlannedFault> faults = new ArrayList<>();
        long drawn = 0;
        long start = span(times, drawn++, plan.untilNanos());
        while (true) {
            long duration = span(times, drawn++, plan.untilNanos());
            if (start + duration > plan.untilNanos()) {
                return List.copyOf(faults);
            }
            int n = faults.size();
            faults.add(new PlannedFault(nemesis + "-" + (n + 1), nemesis, fault.apply(n), start, duration));
            start += duration + span(times, drawn++, plan.untilNanos());
        }
    }

    /** In milliseconds, so that people can read the schedule; at least one. */
    private static long span(Seed times, long n, long untilNanos) {
        double scale = Math.min(1.0, untilNanos / (double) UNSCALED_NANOS);
        double fraction = times.at(n, 1001) / 1000.0;
        double nanos = scale * (SHORTEST_NANOS + fraction * (LONGEST_NANOS - SHORTEST_NANOS));
        return Math.max(1, Math.round(nanos / 1e6)) * 1_000_000;
    }
}
