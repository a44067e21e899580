package refute.benchmarks.kv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Target;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.world.processes.Processes;
import refute.kv.raft.Settings;
import refute.nemeses.StandardInjector;
import refute.nemeses.network.ToxiproxyLinks;
import refute.systems.kv.Kv;
import refute.workloads.register.RegisterWorkload;

/**
 * Kills the leader of three real servers again and again, and prints how long it takes until a write that was invoked afterwards is
 * acknowledged, in election time-outs.
 *
 * <pre>{@code
 * java -cp ... refute.benchmarks.kv.LeaderCrash [CRASHES]
 * }</pre>
 *
 * In simulation the same is measured by {@code Failover} among the tests of {@code systems/kv-simulation}.
 */
public final class LeaderCrash {
    private static final long SECOND = 1_000_000_000L;
    private static final long EVERY_SECONDS = 5;

    private LeaderCrash() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int crashes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path folder = Files.createTempDirectory("refute-leader-crash");
        RunResult result = new Runner(new StandardInjector())
                .run(scenario(crashes), Recording.inMemory("crash", folder), RunListener.NONE);
        double timeout = Settings.Timing.DEFAULT.electionNanos();
        List<Double> waits = new ArrayList<>();
        for (InjectedFault crash : result.evidence().faults()) {
            waits.add(nextWriteNanos(result.evidence().history(), crash) / timeout);
        }
        waits.sort(null);
        System.out.println(String.format(
                Locale.ROOT,
                "%s; %d crashes of leaders; election time-outs of %.1f s to the next acknowledged write: p50 %.2f, p99 %.2f, worst %.2f",
                result.verdict().word(),
                waits.size(),
                timeout / SECOND,
                waits.get(waits.size() / 2),
                waits.get((int) Math.ceil(waits.size() * 0.99) - 1),
                waits.getLast()));
    }

    private static Scenario scenario(int crashes) {
        List<PlannedFault> kills = new ArrayList<>();
        for (int n = 0; n < crashes; n++) {
            kills.add(new PlannedFault(
                    "k" + n,
                    "schedule",
                    new Fault.Kill(new Target.Leader(n)),
                    (EVERY_SECONDS * n + 2) * SECOND,
                    2 * SECOND));
        }
        return Scenario.of(new Kv(), new RegisterWorkload(), new Processes(ToxiproxyLinks.builtIn()))
                .rate(200)
                .timeLimit(Duration.ofSeconds(EVERY_SECONDS * crashes + 3))
                .schedule(new Schedule(kills))
                .seed(1);
    }

    private static long nextWriteNanos(History history, InjectedFault crash) {
        for (int at = 0; at < history.size(); at++) {
            boolean written = history.kind(at) == EntryKind.OK
                    && history.process(at) >= 0
                    && !history.function(at).equals("read")
                    && history.timeNanos(history.partner(at)) > crash.startedNanos();
            if (written) {
                return history.timeNanos(at) - crash.startedNanos();
            }
        }
        throw new IllegalStateException("nothing was written after " + crash);
    }
}
