package refute.systems.atom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.check.Budget;
import refute.harness.check.Verdict;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.harness.workload.Workload;
import refute.harness.world.MemoryWorld;
import refute.workloads.append.AppendWorkload;
import refute.workloads.register.RegisterWorkload;
import refute.workloads.set.SetWorkload;

/** Whole runs: a mutant is found out with every seed, and the real one is never accused. */
@Timeout(60)
class AtomRunTest {
    /** As usual, but content with what a busy machine does in that time when it has just started. */
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30), 10, Budget.standard());

    @TempDir
    Path folder;

    static Stream<Arguments> seedsAndWorkloads() {
        Stream<Supplier<Workload>> workloads = Stream.of(RegisterWorkload::new, SetWorkload::new, AppendWorkload::new);
        return workloads.flatMap(workload ->
                Stream.iterate(0, seed -> seed + 1).limit(10).map(seed -> Arguments.of(seed, workload.get())));
    }

    @ParameterizedTest
    @MethodSource("seedsAndWorkloads")
    void the_mutant_that_forgets_writes_is_invalid(int seed, Workload workload) throws InterruptedException {
        RunResult result = run(seed, workload, SystemOptions.standard().withMutant(Atom.FORGETS_WRITES));
        assertThat(result.verdict()).as(shown(result)).isEqualTo(Verdict.INVALID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void the_mutant_with_stale_snapshots_is_invalid(int seed) throws InterruptedException {
        RunResult result =
                run(seed, new AppendWorkload(), SystemOptions.standard().withMutant(Atom.STALE_SNAPSHOTS));
        assertThat(result.verdict()).as(shown(result)).isEqualTo(Verdict.INVALID);
        assertThat(shown(result)).contains("G-single");
    }

    @ParameterizedTest
    @MethodSource("seedsAndWorkloads")
    void the_real_one_is_valid(int seed, Workload workload) throws InterruptedException {
        RunResult result = run(seed, workload, SystemOptions.standard());
        assertThat(result.verdict()).as(shown(result)).isEqualTo(Verdict.VALID);
    }

    private RunResult run(int seed, Workload workload, SystemOptions options) throws InterruptedException {
        Scenario scenario = Scenario.of(new Atom(), workload, new MemoryWorld())
                .options(options)
                .rate(2_000)
                .timeLimit(Duration.ofMillis(700))
                .limits(LIMITS)
                .seed(seed);
        return Runner.withoutFaults().run(scenario, Recording.inMemory("atom", folder), RunListener.NONE);
    }

    private static String shown(RunResult result) {
        return result.checks().stream()
                .map(check -> check.checker() + ": " + check.verdict().word() + ", " + check.reason())
                .collect(Collectors.joining("\n", "", "\n" + result.course()));
    }
}
