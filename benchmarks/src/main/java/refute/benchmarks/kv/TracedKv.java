package refute.benchmarks.kv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
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
                round.run(plain);
                round.run(traced);
                double[] ratios = new double[rounds];
                double[] waits = new double[rounds];
                for (int i = 0; i < rounds; i++) {
                    // Whoever is second may find another machine: they take turns in that.
                    LoadRound.Measured first = round.run(i % 2 == 0 ? plain : traced);
                    LoadRound.Measured second = round.run(i % 2 == 0 ? traced : plain);
                    LoadRound.Measured without = i % 2 == 0 ? first : second;
                    LoadRound.Measured with = i % 2 == 0 ? second : first;
                    ratios[i] = without.perSecond() / with.perSecond();
                    waits[i] = with.millisAt(50) / without.millisAt(50);
                    System.err.printf(
                            Locale.ROOT,
                            "%s: %.0f op/s without, %.0f with%n",
                            operation,
                            without.perSecond(),
                            with.perSecond());
                }
                System.out.println(String.format(
                        Locale.ROOT,
                        "%s, %d clients: with a trace %.3f times the time an operation (median of %d pairs, from %.3f to %.3f), the median wait %.3f times",
                        operation.name().toLowerCase(Locale.ROOT),
                        clients,
                        median(ratios),
                        rounds,
                        ratios[0],
                        ratios[rounds - 1],
                        median(waits)));
            }
        } finally {
            delete(folder);
        }
    }

    private static Group start(String name, boolean trace, Path folder) throws IOException, InterruptedException {
        SystemOptions options = SystemOptions.standard().withFlag("large", "true").withTrace(trace);
        return Group.start(name, new Kv().prepare(options, "processes"), folder);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
