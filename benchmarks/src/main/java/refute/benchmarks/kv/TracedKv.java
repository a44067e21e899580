package refute.benchmarks.kv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import refute.benchmarks.Folders;
import refute.harness.system.SystemOptions;
import refute.systems.kv.Kv;

/**
 * Prints what it costs the store to record what its nodes do: puts and linearizable gets at the leader of three real servers, with and without a trace.
 *
 * <pre>{@code
 * java -cp ... refute.benchmarks.kv.TracedKv [CLIENTS [ROUNDS [SECONDS]]]
 * }</pre>
 *
 * Both run all the time; only one of them has work at a time. Each pair of rounds is one ratio, so that what else the machine does meets both, and of the
 * ratios the median counts. Above 1 the trace costs something.
 */
public final class TracedKv {
    private TracedKv() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 16;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        Duration time = Duration.ofSeconds(arguments.length > 2 ? Long.parseLong(arguments[2]) : 2);
        Path folder = Files.createTempDirectory("refute-kv-traced");
        try (Group plain = start("plain", false, folder);
                Group traced = start("traced", true, folder)) {
            for (LoadRound.Operation operation : LoadRound.Operation.values()) {
                LoadRound round = new LoadRound(operation, clients, time);
                once(round, plain);
                once(round, traced);
                double[] times = new double[rounds];
                double[] processor = new double[rounds];
                for (int i = 0; i < rounds; i++) {
                    // Whoever is second may find another machine: they take turns in that.
                    Cost first = once(round, i % 2 == 0 ? plain : traced);
                    Cost second = once(round, i % 2 == 0 ? traced : plain);
                    Cost without = i % 2 == 0 ? first : second;
                    Cost with = i % 2 == 0 ? second : first;
                    times[i] = with.micros() / without.micros();
                    processor[i] = with.processorMicros() / without.processorMicros();
                    System.err.println(operation + ": " + without + " without, " + with + " with");
                }
                System.out.println(String.format(
                        Locale.ROOT,
                        "%s, %d clients: with a trace %s the time an operation, %s the processor time of the servers (medians of %d pairs)",
                        operation.name().toLowerCase(Locale.ROOT),
                        clients,
                        median(times),
                        median(processor),
                        rounds));
            }
        } finally {
            Folders.remove(folder);
        }
    }

    /**
     * What an operation took.
     *
     * @param micros by the clock, of all clients together
     * @param processorMicros of all servers
     */
    private record Cost(double micros, double processorMicros) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f µs (processor %.0f)", micros, processorMicros);
        }
    }

    private static Cost once(LoadRound round, Group group) throws InterruptedException {
        long before = group.processorTime().toNanos();
        LoadRound.Measured measured = round.run(group);
        double nanos = group.processorTime().toNanos() - before;
        return new Cost(
                1e6 / measured.perSecond(), nanos / 1e3 / measured.nanos().getTotalCount());
    }

    private static Group start(String name, boolean trace, Path folder) throws IOException, InterruptedException {
        SystemOptions options =
                SystemOptions.standard().withFlag("large", "true").withTrace(trace);
        return Group.start(name, new Kv().prepare(options, "processes"), folder);
    }

    private static String median(double[] values) {
        Arrays.sort(values);
        return String.format(
                Locale.ROOT,
                "%.3f times (%.2f to %.2f)",
                values[values.length / 2],
                values[0],
                values[values.length - 1]);
    }
}
