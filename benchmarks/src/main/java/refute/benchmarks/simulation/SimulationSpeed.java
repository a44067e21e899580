package refute.benchmarks.simulation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import refute.harness.check.Budget;
import refute.harness.fault.Nemesis;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunPhase;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.system.SystemOptions;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.BadLinksNemesis;
import refute.nemeses.IsolateNemesis;
import refute.nemeses.KillLeaderNemesis;
import refute.nemeses.KillNemesis;
import refute.nemeses.PartitionLeaderNemesis;
import refute.nemeses.PartitionNemesis;
import refute.nemeses.PauseLeaderNemesis;
import refute.nemeses.PauseNemesis;
import refute.nemeses.StandardInjector;
import refute.systems.kv.simulation.SimulatedKv;
import refute.workloads.register.RegisterWorkload;

/**
 * Prints how many events a second one core simulates, and how many times faster than real time that is.
 *
 * <pre>{@code
 * benchmarks/simulation [WARM-UP-SECONDS [SECONDS [on|off]]]
 * }</pre>
 *
 * The last argument says whether the store's inner invariants are looked at after each event. Runs of a minute of simulated time, one after
 * the other, of seeds that ascend. Seconds of the processor are those of the whole Java process: the garbage collector and the compiler
 * are in them, and what else the machine does is not.
 */
public final class SimulationSpeed {
    private static final List<Nemesis> NEMESES = List.of(
            new PartitionNemesis(),
            new KillNemesis(),
            new PauseNemesis(),
            new BadLinksNemesis(),
            new KillLeaderNemesis(),
            new PauseLeaderNemesis(),
            new PartitionLeaderNemesis(),
            new IsolateNemesis());

    private static final int NODES = 5;
    private static final int RATE = 100;
    private static final Duration RUN = Duration.ofSeconds(60);

    private final Runner runner = new Runner(new StandardInjector());
    private final String invariants;
    private long seed;
    private long runs;
    private long events;
    private long simulatedNanos;
    private long operations;
    private long judgingNanos;

    private SimulationSpeed(String invariants) {
        this.invariants = invariants;
    }

    public static void main(String[] arguments) throws InterruptedException {
        long warmUp = arguments.length > 0 ? Long.parseLong(arguments[0]) : 40;
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 40;
        SimulationSpeed speed = new SimulationSpeed(arguments.length > 2 ? arguments[2] : "on");
        speed.measure("warm-up", Duration.ofSeconds(warmUp));
        speed.measure("warm", Duration.ofSeconds(seconds));
    }

    private void measure(String what, Duration time) throws InterruptedException {
        runs = 0;
        events = 0;
        simulatedNanos = 0;
        operations = 0;
        judgingNanos = 0;
        long begun = System.nanoTime();
        long processor = processorNanos();
        while (System.nanoTime() - begun < time.toNanos()) {
            once();
        }
        double wall = (System.nanoTime() - begun) / 1e9;
        double used = (processorNanos() - processor) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d runs, %,d events, %,.0f s simulated, %,d operations in %.1f s, of the processor %.1f s, of which %.0f %% judging%n"
                        + "  by the clock      %,10.0f events/s, %,6.0f times real time%n"
                        + "  by the processor  %,10.0f events/s, %,6.0f times real time",
                what,
                runs,
                events,
                simulatedNanos / 1e9,
                operations,
                wall,
                used,
                100 * judgingNanos / 1e9 / wall,
                events / wall,
                simulatedNanos / 1e9 / wall,
                events / used,
                simulatedNanos / 1e9 / used));
    }

    private void once() throws InterruptedException {
        RunResult result = runner.run(scenario(seed++), Recording.inMemory("speed", Path.of("")), RunListener.NONE);
        if (result.exitCode() == 1) {
            throw new IllegalStateException("seed " + (seed - 1) + " is invalid: " + result.checks());
        }
        Simulated simulated = Simulated.of(result.checks()).orElseThrow();
        runs++;
        events += simulated.events();
        simulatedNanos += simulated.nanos();
        operations += result.counts().operations();
        Long judged = result.course().phaseNanos().get(RunPhase.JUDGE);
        judgingNanos += judged == null ? 0 : judged;
    }

    private Scenario scenario(long its) {
        return Scenario.of(new SimulatedKv(), new RegisterWorkload(), SimulationWorld.swarm())
                .nodes(NODES)
                .rate(RATE)
                .timeLimit(RUN)
                .limits(new Limits(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        1,
                        new Budget(Duration.ofSeconds(60), 1L << 30, 1)))
                .options(SystemOptions.standard().withFlag(SimulatedKv.INVARIANTS, invariants))
                .nemeses(NEMESES.toArray(Nemesis[]::new))
                .seed(its);
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
