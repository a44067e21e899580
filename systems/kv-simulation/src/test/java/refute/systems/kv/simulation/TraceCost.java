package refute.systems.kv.simulation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import refute.harness.check.Checker;
import refute.harness.check.Verdict;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.nemeses.StandardInjector;
import refute.specs.tla.trace.ConformanceChecker;

/**
 * What a trace costs a simulated run, and what it costs to judge it besides. As a program: first seed, number of seeds, rounds. Each seed is run in the
 * three ways one after the other, so that whatever else the machine does meets all of them; times are processor time of the whole process.
 */
final class TraceCost {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** The ways to run a seed. */
    private enum Way {
        PLAIN(false, List.of()),
        TRACED(true, List.of()),
        JUDGED(true, List.of(new ConformanceChecker()));

        private final SystemOptions options;
        private final Runner runner;

        Way(boolean trace, List<Checker> checkers) {
            options = SystemOptions.standard().withTrace(trace);
            runner = new Runner(new StandardInjector(), checkers);
        }

        long nanos(long seed) throws InterruptedException {
            Scenario scenario = Simulations.scenario(seed).options(options);
            long before = MACHINE.getProcessCpuTime();
            RunResult result = runner.run(scenario, Recording.inMemory("test", Path.of("")), RunListener.NONE);
            long nanos = MACHINE.getProcessCpuTime() - before;
            boolean wrong = result.checks().stream()
                    .filter(check -> check.checker().equals(ConformanceChecker.NAME))
                    .anyMatch(check -> check.verdict() != Verdict.VALID);
            if (wrong) {
                throw new IllegalStateException("seed " + seed + " does not conform");
            }
            return nanos;
        }
    }

    private TraceCost() {}

    public static void main(String[] arguments) throws InterruptedException {
        long from = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        double[] traced = new double[rounds];
        double[] judged = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long[] sums = new long[Way.values().length];
            for (long seed = from; seed < from + count; seed++) {
                for (Way way : Way.values()) {
                    sums[way.ordinal()] += way.nanos(seed);
                }
            }
            traced[round] = (double) sums[Way.TRACED.ordinal()] / sums[Way.PLAIN.ordinal()];
            judged[round] = (double) sums[Way.JUDGED.ordinal()] / sums[Way.PLAIN.ordinal()];
            System.out.println(String.format(
                    Locale.ROOT,
                    "plain %.2f ms a run, with a trace %.2f times, judged %.2f times",
                    sums[0] / 1e6 / count,
                    traced[round],
                    judged[round]));
        }
        Arrays.sort(traced);
        Arrays.sort(judged);
        System.out.println(String.format(
                Locale.ROOT,
                "medians: with a trace %.2f times, judged %.2f times",
                traced[rounds / 2],
                judged[rounds / 2]));
    }
}
