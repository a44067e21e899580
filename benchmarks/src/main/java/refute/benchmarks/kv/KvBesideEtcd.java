package refute.benchmarks.kv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import refute.benchmarks.Folders;
import refute.harness.system.SystemOptions;
import refute.systems.etcd.Etcd;
import refute.systems.kv.Kv;

/**
 * Prints the table: puts and linearizable gets of 1 KiB at the leader, by 1, 16 and 128 clients, kv and etcd in turns.
 *
 * <pre>{@code
 * java -cp ... refute.benchmarks.kv.KvBesideEtcd [ROUNDS [SECONDS [ETCD-VERSION]]]
 * }</pre>
 *
 * Both run all the time, three nodes each; only one of them has work at a time. Rounds alternate, so that what else the machine does meets
 * both. A ratio above 1 of operations a second, and below 1 of a percentile, is in favour of kv.
 */
public final class KvBesideEtcd {
    private static final List<Integer> CLIENTS = List.of(1, 16, 128);

    private KvBesideEtcd() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 5);
        String version = arguments.length > 2 ? arguments[2] : "3.6.5";
        Path folder = Files.createTempDirectory("refute-kv-etcd");
        SystemOptions large = SystemOptions.standard().withFlag("large", "true");
        try (Group kv = Group.start("kv", new Kv().prepare(large, "processes"), folder);
                Group etcd = Group.start(
                        "etcd",
                        new Etcd().prepare(SystemOptions.standard().withVersion(version), "processes"),
                        folder)) {
            warmUp(List.of(kv, etcd), time);
            System.out.println(
                    "| | clients | kv op/s | etcd op/s | ratio | kv p50, p99 ms | etcd p50, p99 ms | p99 ratio | failed |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            for (LoadRound.Operation operation : LoadRound.Operation.values()) {
                for (int clients : CLIENTS) {
                    System.out.println(row(new LoadRound(operation, clients, time), kv, etcd, rounds));
                }
            }
        } finally {
            Folders.remove(folder);
        }
    }

    private static void warmUp(List<Group> groups, Duration time) throws InterruptedException {
        for (Group group : groups) {
            for (LoadRound.Operation operation : LoadRound.Operation.values()) {
                LoadRound.Measured measured = new LoadRound(operation, 16, time).run(group);
                System.err.printf(
                        Locale.ROOT, "warm-up %s %s: %.0f op/s%n", group.name(), operation, measured.perSecond());
            }
        }
    }

    private static String row(LoadRound round, Group kv, Group etcd, int rounds) throws InterruptedException {
        LoadRound.Measured ours = round.run(kv);
        LoadRound.Measured theirs = round.run(etcd);
        for (int i = 1; i < rounds; i++) {
            ours = ours.plus(round.run(kv));
            theirs = theirs.plus(round.run(etcd));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.2f | %.2f, %.2f | %.2f, %.2f | %.2f | %d, %d |",
                round.operation().name().toLowerCase(Locale.ROOT),
                round.clients(),
                ours.perSecond(),
                theirs.perSecond(),
                ours.perSecond() / theirs.perSecond(),
                ours.millisAt(50),
                ours.millisAt(99),
                theirs.millisAt(50),
                theirs.millisAt(99),
                ours.millisAt(99) / theirs.millisAt(99),
                ours.failed(),
                theirs.failed());
    }
}
