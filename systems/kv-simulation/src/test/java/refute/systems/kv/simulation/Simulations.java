package refute.systems.kv.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.fault.Nemesis;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.run.Simulated;
import refute.harness.system.SystemOptions;
import refute.harness.workload.Workload;
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
import refute.workloads.register.RegisterWorkload;
import refute.workloads.set.SetWorkload;

/** Short runs of the store as a campaign makes them; as a program, it prints the hashes of a range of seeds. */
final class Simulations {
    private static final List<Nemesis> NEMESES = List.of(
            new PartitionNemesis(),
            new KillNemesis(),
            new PauseNemesis(),
            new BadLinksNemesis(),
            new KillLeaderNemesis(),
            new PauseLeaderNemesis(),
            new PartitionLeaderNemesis(),
            new IsolateNemesis());

    private Simulations() {}

    static Scenario scenario(long seed) {
        Workload workload = seed % 4 == 0 ? new SetWorkload() : new RegisterWorkload();
        Scenario scenario = Scenario.of(new SimulatedKv(), workload, SimulationWorld.swarm())
                .nodes(seed % 3 == 0 ? 5 : 3)
                .timeLimit(Duration.ofSeconds(3))
                .limits(new Limits(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        1,
                        new Budget(Duration.ofSeconds(60), 1L << 30, 1)))
                .seed(seed);
        return scenario.nemeses(SimulationWorld.draw(new Seed(seed), NEMESES).toArray(Nemesis[]::new));
    }

    static Scenario scenario(long seed, String mutant) {
        return scenario(seed).options(SystemOptions.standard().withMutant(mutant));
    }

    static RunResult run(Scenario scenario) throws InterruptedException {
        return new Runner(new StandardInjector())
                .run(scenario, Recording.inMemory("test", Path.of("")), RunListener.NONE);
    }

    static String hash(long seed) throws InterruptedException {
        return Simulated.of(run(scenario(seed)).checks()).orElseThrow().hash();
    }

    /** Prints a line for each seed: arguments are the first and the number of seeds. */
    public static void main(String[] arguments) throws InterruptedException {
        long from = Long.parseLong(arguments[0]);
        for (long seed = from; seed < from + Long.parseLong(arguments[1]); seed++) {
            System.out.println(seed + " " + hash(seed));
        }
    }
}
