package refute.benchmarks.simulation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Nemesis;
import refute.harness.history.Entry;
import refute.harness.history.History;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.KillNemesis;
import refute.nemeses.PartitionNemesis;
import refute.nemeses.PauseNemesis;
import refute.nemeses.StandardInjector;
import refute.systems.kv.simulation.SimulatedKv;
import refute.workloads.register.RegisterWorkload;

/**
 * Prints a line for each of so many seeds under which a mutant of the store fails: the seed, and a digest of all that the run was (every invocation
 * and completion with its time, every fault with its effect, every result with its witnesses and figures, among them the hash of all events).
 *
 * <pre>{@code
 * benchmarks/repeats [SEEDS [MUTANT]]
 * }</pre>
 *
 * The script lets two processes print, each with another garbage collector and as many compilers, and compares.
 */
public final class FailingSeeds {
    private static final List<Nemesis> NEMESES = List.of(new PartitionNemesis(), new KillNemesis(), new PauseNemesis());
    private static final int NODES = 3;
    private static final Duration RUN = Duration.ofSeconds(2);
    /** A mutant that fails under fewer seeds than this is none to show it with. */
    private static final int TRIES_EACH = 20;

    private FailingSeeds() {}

    public static void main(String[] arguments) throws InterruptedException, NoSuchAlgorithmException {
        long wanted = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000;
        String mutant = arguments.length > 1 ? arguments[1] : "M02";
        Runner runner = new Runner(new StandardInjector());
        long failing = 0;
        for (long seed = 1; failing < wanted && seed <= wanted * TRIES_EACH; seed++) {
            RunResult result =
                    runner.run(scenario(mutant, seed), Recording.inMemory("repeats", Path.of("")), RunListener.NONE);
            if (result.exitCode() == 1) {
                failing++;
                System.out.println(seed + " " + digest(result));
            }
        }
        System.err.println(failing + " failing seeds");
    }

    private static String digest(RunResult result) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        History history = result.evidence().history();
        for (int at = 0; at < history.size(); at++) {
            add(digest, history.entry(at));
        }
        for (InjectedFault fault : result.evidence().faults()) {
            add(digest, fault);
        }
        for (CheckResult check : result.checks()) {
            // All but how long the judging took.
            add(digest, check.withNanos(0));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Record part) {
        digest.update(text(part).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Record part) {
        return part instanceof Entry entry
                ? entry.index() + " " + entry.timeNanos() + " " + entry.process() + " " + entry.kind() + " "
                        + entry.function() + " " + entry.key() + " " + entry.value() + " " + entry.revision() + " "
                        + entry.error() + "\n"
                : part + "\n";
    }

    private static Scenario scenario(String mutant, long seed) {
        return Scenario.of(new SimulatedKv(), new RegisterWorkload(), SimulationWorld.swarm())
                .nodes(NODES)
                .timeLimit(RUN)
                .limits(new Limits(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        1,
                        new Budget(Duration.ofSeconds(60), 1L << 30, 1)))
                .options(SystemOptions.standard().withMutant(mutant).withFlag(SimulatedKv.INVARIANTS, "on"))
                .nemeses(NEMESES.toArray(Nemesis[]::new))
                .seed(seed);
    }
}
