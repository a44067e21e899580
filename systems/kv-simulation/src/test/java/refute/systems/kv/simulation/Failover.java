package refute.systems.kv.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import refute.harness.check.Verdict;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Target;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.system.NodeId;
import refute.harness.system.SystemOptions;
import refute.harness.world.simulation.SimulationWorld;
import refute.workloads.register.RegisterWorkload;

/**
 * From a leader's crash to the next write that is acknowledged, of those that were invoked after it, in election time-outs: nodes wait
 * one to two of them before they stand. In a quiet network and on good disks, without an operator, who may have left two voters of whom
 * one crashes; with every set-up that the seeds draw. As a program: how many crashes.
 */
final class Failover {
    private static final int CRASHES_OF_RUN = 10;
    private static final long SECOND = 1_000_000_000L;

    private Failover() {}

    public static void main(String[] arguments) throws InterruptedException {
        int crashes = Integer.parseInt(arguments[0]);
        List<Double> waits = new ArrayList<>();
        for (long seed = 0; waits.size() < crashes; seed++) {
            waits.addAll(waits(seed));
        }

        waits.sort(null);
        double p50 = waits.get(waits.size() / 2);
        double p99 = waits.get((int) Math.ceil(waits.size() * 0.99) - 1);
        System.out.println(String.format(
                Locale.ROOT,
                "%d crashes of leaders; election time-outs to the next acknowledged write: p50 %.2f, p99 %.2f, worst %.2f",
                waits.size(),
                p50,
                p99,
                waits.getLast()));
    }

    private static List<Double> waits(long seed) throws InterruptedException {
        int nodes = seed % 2 == 0 ? 3 : 5;
        List<PlannedFault> kills = new ArrayList<>();
        for (int n = 0; n < CRASHES_OF_RUN; n++) {
            kills.add(new PlannedFault(
                    "k" + n, "schedule", new Fault.Kill(new Target.Leader(n)), (3 * n + 2) * SECOND + 77 * n, SECOND));
        }
        Scenario scenario = Scenario.of(new SimulatedKv(), new RegisterWorkload(), SimulationWorld.calm())
                .options(SystemOptions.standard().withFlag(SimulatedKv.OPERATOR, "off"))
                .nodes(nodes)
                .workers(2 * nodes)
                .rate(500)
                .timeLimit(Duration.ofSeconds(3L * CRASHES_OF_RUN + 3))
                .schedule(new Schedule(kills))
                .seed(seed);
        RunResult result = Simulations.run(scenario);
        if (result.verdict() != Verdict.VALID) {
            throw new IllegalStateException("seed " + seed + ": " + result.checks());
        }
        double timeout = Setup.draw(
                        scenario.seed().substream("world").substream("system").substream("setup"), NodeId.first(nodes))
                .timing()
                .electionNanos();
        return result.evidence().faults().stream()
                .map(fault -> nextWriteNanos(result.evidence().history(), fault) / timeout)
                .toList();
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
