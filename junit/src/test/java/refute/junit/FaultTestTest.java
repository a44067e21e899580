package refute.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import refute.cli.KeptRun;
import refute.harness.check.Verdict;
import refute.harness.run.Limits;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.harness.world.MemoryWorld;
import refute.systems.atom.Atom;
import refute.workloads.register.RegisterWorkload;

/** Tests of tests: each method of {@link Samples} as JUnit executes it. */
class FaultTestTest {
    @TempDir
    Path folder;

    static class Samples {
        @FaultTest(value = "atom --time-limit 300ms --rate 2000", seeds = "3..4")
        void a_sound_system() {}

        @FaultTest(value = "atom --mutant forgets-writes --time-limit 300ms --rate 2000", seeds = "7")
        void a_broken_system() {}

        @Reproduce(9)
        @FaultTest(value = "atom --mutant forgets-writes --time-limit 300ms --rate 2000", seeds = "1..100")
        void a_pinned_seed() {}

        @FaultTest(scenario = "broken", seeds = "7")
        void one_that_judges_itself(RunResult result, KeptRun run) {
            assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(run.folder().resolve("history.refute")).exists();
        }

        @FaultTest(scenario = "broken", seeds = "7")
        void one_that_expects_something_else(RunResult result) {
            assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        }

        @FaultTest("kv --world simulation --nemesis partition --time-limit 3s")
        void a_simulated_system() {}

        @FaultTest(scenario = "idle")
        void one_that_nobody_can_judge() {}

        @FaultTest(value = "etdc --nodes 9 --count 3", seeds = "1")
        void words_that_make_no_sense() {}

        @FaultTest(value = "etdc --nodes 9", seeds = "1")
        void options_that_make_no_sense() {}

        @FaultTest(scenario = "nobody")
        void no_such_method() {}

        @FaultTest(value = "atom", scenario = "broken")
        void both() {}

        @FaultTest(value = "atom", seeds = "1..999999999")
        void too_many_seeds() {}

        static Scenario idle() {
            Limits usual = Limits.standard();
            return Scenario.of(new Atom(), new RegisterWorkload(), new MemoryWorld())
                    .timeLimit(Duration.ofMillis(100))
                    .limits(new Limits(
                            usual.operationTimeout(),
                            usual.readyWithin(),
                            usual.recoverWithin(),
                            1_000_000,
                            usual.budget()));
        }

        Scenario broken() {
            return Scenario.of(new Atom(), new RegisterWorkload(), new MemoryWorld())
                    .options(SystemOptions.standard().withMutant(Atom.FORGETS_WRITES))
                    .rate(2000)
                    .timeLimit(Duration.ofMillis(300));
        }
    }

    /** As {@code target/junit-…} of a real build. */
    private OutputDirectoryCreator published() {
        return new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return folder.resolve("published");
            }

            @Override
            public Path createOutputDirectory(TestDescriptor test) throws IOException {
                return Files.createDirectories(getRootDirectory());
            }
        };
    }

    private EngineExecutionResults run(String method) {
        Class<?>[] parameters = Stream.of(Samples.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getParameterTypes();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Samples.class, method, parameters))
                .configurationParameter("refute.store", folder.resolve("store").toString())
                .outputDirectoryCreator(published())
                .execute();
    }

    private String failure(String method) {
        return run(method).allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    @Test
    void each_seed_is_an_invocation_with_a_run_folder_of_its_own() throws IOException {
        EngineExecutionResults results = run("a_sound_system");

        assertThat(results.testEvents().succeeded().count()).isEqualTo(2);
        assertThat(names(results)).containsExactly("seed 3", "seed 4");
        try (Stream<Path> runs = Files.list(folder.resolve("store/atom-register"))) {
            assertThat(runs).hasSize(2);
        }
        assertThat(folder.resolve("published")).doesNotExist();
    }

    @Test
    void a_failure_says_seed_report_and_the_command_that_runs_it_again_and_the_report_is_published()
            throws IOException {
        assertThat(failure("a_broken_system"))
                .startsWith("invalid: ")
                .contains("@Reproduce(7)")
                .contains("report.html")
                .contains("./refute run atom register", "--mutant forgets-writes", "--seed 7");
        try (Stream<Path> files = Files.walk(folder.resolve("published"))) {
            assertThat(files).anyMatch(file -> file.endsWith("report.html"));
        }
    }

    @Test
    void a_pinned_seed_is_the_only_one() {
        assertThat(names(run("a_pinned_seed"))).containsExactly("seed 9");
    }

    @Test
    void a_test_that_asks_for_the_result_judges_itself() {
        assertThat(run("one_that_judges_itself").testEvents().succeeded().count())
                .isEqualTo(1);
        assertThat(failure("one_that_expects_something_else"))
                .containsIgnoringCase("invalid")
                .contains("@Reproduce(7)");
    }

    @Test
    void a_simulated_system_is_run_with_faults() {
        assertThat(run("a_simulated_system").testEvents().succeeded().count()).isEqualTo(1);
    }

    @Test
    void what_nobody_can_judge_is_no_pass() {
        assertThat(failure("one_that_nobody_can_judge")).startsWith("unknown: ");
    }

    @Test
    void all_that_is_wrong_with_the_words_is_told_at_once() {
        assertThat(failure("options_that_make_no_sense"))
                .contains("@FaultTest of options_that_make_no_sense", "did you mean etcd?", "--nodes: 9");
        assertThat(failure("words_that_make_no_sense")).contains("--count: is no option of a scenario");
        assertThat(failure("no_such_method")).contains("there is no method nobody() in Samples");
        assertThat(failure("both")).contains("is to be named once");
        assertThat(failure("too_many_seeds")).contains("999999999 are more than 10000");
    }
}
