package refute.specs.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.harness.check.Verdict;

/** TLC in process: what it answers, how it is bounded, and what it makes of bad input. */
class ModelCheckTest {
    private static final String COUNTER = """
            EXTENDS Naturals, TLC, Sequences
            VARIABLE n
            Init == n = 0
            Next == n' = n + 1
            Wrap == n' = (n + 1) % 5
            Below == n < 3
            Spec == Init /\\ [][Wrap]_n /\\ WF_n(Wrap)
            Reaches == <>(n = 7)
            Grows == [][n' > n]_n
            """;

    @TempDir
    Path folder;

    private CheckTask counter(String more, String config) {
        return Checks.task(folder, "Counter", COUNTER + more, config);
    }

    private static Finding.Violated violated(CheckOutcome result) {
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.INVALID);
        return (Finding.Violated) result.finding();
    }

    // --- answers ---

    @Test
    void a_spec_whose_properties_hold_is_valid_with_its_figures() {
        CheckOutcome result = Checks.run(counter("", "INIT Init\nNEXT Wrap\n"));
        assertThat(result.finding()).isEqualTo(new Finding.Holds());
        assertThat(result.figures().distinct()).isEqualTo(5);
        assertThat(result.figures().generated()).isEqualTo(6);
        assertThat(result.figures().queue()).isZero();
        assertThat(result.figures().depth()).isEqualTo(5);
    }

    @Test
    void a_violated_invariant_is_invalid_with_the_shortest_behaviour() {
        Finding.Violated violated = violated(Checks.run(counter("", "INIT Init\nNEXT Next\nINVARIANT Below\n")));
        assertThat(violated.kind()).isEqualTo(Finding.Kind.INVARIANT);
        assertThat(violated.name()).isEqualTo("Below");
        Counterexample shown = violated.counterexample().orElseThrow();
        assertThat(shown.steps()).hasSize(4);
        assertThat(shown.steps().getLast().action()).isEqualTo("Next");
        assertThat(shown.steps().getLast().location()).contains("line 5").contains("module Counter");
        assertThat(shown.changes().getLast()).hasToString("[n: 2 -> 3]");
    }

    @Test
    void an_initial_state_may_be_wrong() {
        Finding.Violated violated =
                violated(Checks.run(counter("No == n # 0\n", "INIT Init\nNEXT Wrap\nINVARIANT No\n")));
        assertThat(violated.name()).isEqualTo("No");
        assertThat(violated.message()).doesNotContain("n = 0");
        assertThat(violated.counterexample().orElseThrow().steps())
                .extracting(step -> step.state().toString())
                .containsExactly("{n=0}");
    }

    @Test
    void what_must_happen_in_the_end_and_does_not_is_shown_with_where_it_leads_back() {
        Finding.Violated violated = violated(Checks.run(counter("", "SPECIFICATION Spec\nPROPERTY Reaches\n")));
        assertThat(violated.kind()).isEqualTo(Finding.Kind.TEMPORAL);
        Counterexample shown = violated.counterexample().orElseThrow();
        assertThat(shown.backTo()).hasValue(1);
        assertThat(shown.steps()).hasSize(5);
    }

    @Test
    void without_fairness_nothing_need_happen() {
        Finding.Violated violated = violated(
                Checks.run(counter("Lazy == Init /\\ [][Wrap]_n\n", "SPECIFICATION Lazy\nPROPERTY Reaches\n")));
        Counterexample shown = violated.counterexample().orElseThrow();
        assertThat(shown.backTo()).hasValue(shown.steps().getLast().number());
    }

    @Test
    void a_step_may_be_forbidden() {
        Finding.Violated violated = violated(Checks.run(counter("", "SPECIFICATION Spec\nPROPERTY Grows\n")));
        assertThat(violated.kind()).isEqualTo(Finding.Kind.ACTION);
        assertThat(violated.name()).isEqualTo("Grows");
    }

    @Test
    void a_deadlock_is_a_violation_unless_the_model_allows_it() {
        String stops = "Stops == n < 2 /\\ n' = n + 1\n";
        Finding.Violated violated = violated(Checks.run(counter(stops, "INIT Init\nNEXT Stops\n")));
        assertThat(violated.kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(violated.counterexample().orElseThrow().steps()).hasSize(3);
        CheckOutcome allowed = Checks.run(counter(stops, "INIT Init\nNEXT Stops\nCHECK_DEADLOCK FALSE\n"));
        assertThat(allowed.verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void an_assertion_of_the_spec_is_a_violation_with_its_words() {
        Finding.Violated violated = violated(Checks.run(
                counter("Sure == Assert(n < 2, \"never so far\") /\\ n' = n + 1\n", "INIT Init\nNEXT Sure\n")));
        assertThat(violated.kind()).isEqualTo(Finding.Kind.ASSERTION);
        assertThat(violated.message()).contains("never so far");
        assertThat(violated.counterexample().orElseThrow().steps()).hasSize(3);
    }

    @Test
    void a_false_assumption_is_a_violation() {
        Finding.Violated violated = violated(Checks.run(counter("ASSUME 1 > 2\n", "INIT Init\nNEXT Wrap\n")));
        assertThat(violated.kind()).isEqualTo(Finding.Kind.ASSUMPTION);
    }

    // --- what TLC cannot do ---

    @Test
    void what_cannot_be_evaluated_is_unknown_with_the_state_before_it() {
        CheckOutcome result =
                Checks.run(counter("Odd == n' = IF n < 2 THEN n + 1 ELSE Head(<<>>)\n", "INIT Init\nNEXT Odd\n"));
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.finding()).isInstanceOf(Finding.Failed.class);
        assertThat(result.finding().reason()).contains("Head").contains("line");
        assertThat(result.finding().behaviour().orElseThrow().steps()).hasSize(3);
    }

    @Test
    void an_endless_recursion_is_unknown_and_no_stack_trace() {
        CheckOutcome result = Checks.run(
                counter("RECURSIVE F(_)\nF(x) == 1 + F(x + 1)\nDeep == n' = F(n)\n", "INIT Init\nNEXT Deep\n"));
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.finding().reason()).contains("StackOverflow").doesNotContain("\tat ");
    }

    @Test
    void a_spec_that_does_not_parse_is_told_once_with_file_line_and_column() {
        assertThatThrownBy(() -> Checks.run(counter("Bad == n' = [n EXCEPT ]\n", "INIT Init\nNEXT Next\n")))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .hasToString("Counter.tla:11:23: \"]\" cannot stand here after \"EXCEPT\""));
    }

    @Test
    void all_unknown_names_are_told_with_their_places() {
        assertThatThrownBy(() -> Checks.run(counter("Bad == Foo\nWorse == Bar\n", "INIT Init\nNEXT Next\n")))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.problems())
                                .extracting(Object::toString)
                                .containsExactly(
                                        "Counter.tla:11:8: Unknown operator: `Foo'.",
                                        "Counter.tla:12:10: Unknown operator: `Bar'."));
    }

    @Test
    void a_module_that_is_not_there_is_named() {
        CheckTask task = Checks.task(folder, "Alone", "EXTENDS Elsewhere", "INIT Init\nNEXT Next\n");
        assertThatThrownBy(() -> Checks.run(task)).isInstanceOf(BadInput.class).hasMessageContaining("Elsewhere");
    }

    @Test
    void a_model_that_names_what_the_spec_has_not_is_bad_input() {
        assertThatThrownBy(() -> Checks.run(counter("", "INIT Init\nNEXT Nxt\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Nxt");
        assertThatThrownBy(() -> Checks.run(counter("CONSTANT K\n", "INIT Init\nNEXT Next\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("K");
        assertThatThrownBy(() -> Checks.run(counter("", "INIT Init\nNEXT Next\nINVARIANT\nFOO = \n")))
                .isInstanceOf(BadInput.class);
    }

    // --- bounds ---

    @Test
    void a_budget_of_states_ends_unknown_with_figures() {
        CheckTask task = counter("", "INIT Init\nNEXT Next\n").with(new CheckBudget(Duration.ofMinutes(1), 20_000));
        CheckOutcome result = Checks.run(task);
        assertThat(result.finding().reason()).isEqualTo("the budget of 20,000 states was spent");
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.figures().distinct()).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void a_budget_of_time_ends_an_explosion_of_initial_states() {
        CheckTask task = counter("Many == n \\in 1..500000000\n", "INIT Many\nNEXT Wrap\n")
                .with(new CheckBudget(Duration.ofSeconds(2), Long.MAX_VALUE));
        CheckOutcome result = Checks.run(task);
        assertThat(result.finding().reason()).isEqualTo("the budget of 2s was spent");
        assertThat(result.figures().nanos()).isLessThan(TimeUnit.SECONDS.toNanos(20));
    }

    @Test
    void a_stopped_check_says_why_and_leaves_no_thread_and_no_file() throws Exception {
        List<Path> before = leftovers();
        CountDownLatch going = new CountDownLatch(3);
        ModelCheck check =
                new ModelCheck(Tlc.inProcess(), counter("", "INIT Init\nNEXT Next\n"), figures -> going.countDown());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CheckOutcome> result = executor.submit(check::run);
            assertThat(going.await(30, TimeUnit.SECONDS)).isTrue();
            check.stop("somebody wanted it");
            assertThat(result.get(30, TimeUnit.SECONDS).finding()).isEqualTo(new Finding.Stopped("somebody wanted it"));
            assertThat(result.get().figures().distinct()).isPositive();
        }
        assertThat(leftovers()).isEqualTo(before);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getClass().getName().startsWith("tlc2."))
                        .filter(thread -> !Checks.ends(thread)))
                .isEmpty();
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().matches("refute-tlc-.*|.*\\.tla"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void several_specs_are_checked_at_once() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CheckOutcome>> results = Stream.of(3, 11, 7, 5)
                    .map(modulus -> executor.submit(() -> Checks.run(Checks.task(
                            Files.createDirectory(folder.resolve("m" + modulus)),
                            "Ring" + modulus,
                            "EXTENDS Naturals\nVARIABLE n\nInit == n = 0\nNext == n' = (n + 1) % " + modulus,
                            "INIT Init\nNEXT Next\n"))))
                    .toList();
            assertThat(results)
                    .extracting(result -> result.get().figures().distinct())
                    .containsExactly(3L, 11L, 7L, 5L);
        }
    }

    // --- simulation, checkpoints, another TLC ---

    @Test
    void a_simulation_finds_what_is_wrong_and_else_knows_nothing() {
        CheckTask wrong = counter("", "INIT Init\nNEXT Next\nINVARIANT Below\n").with(new Search.Simulation(1, 20, 7));
        assertThat(violated(Checks.run(wrong)).counterexample().orElseThrow().steps())
                .hasSize(4);
        CheckTask right = counter("", "INIT Init\nNEXT Wrap\n")
                .with(new Search.Simulation(1, 20, 7))
                .with(new CheckBudget(Duration.ofMinutes(1), 1000));
        CheckOutcome result = Checks.run(right);
        assertThat(result.finding().reason()).isEqualTo("the budget of 1,000 states was spent");
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.figures().traces()).isPositive();
    }

    @Test
    void a_check_goes_on_from_its_checkpoint() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        // Wide and not deep: TLC refuses behaviours of more than 65,535 states.
        CheckTask task = Checks.task(
                folder,
                "Grid",
                "EXTENDS Naturals\nVARIABLES x, y\nInit == x = 0 /\\ y = 0\n"
                        + "Next == (x < 999 /\\ x' = x + 1 /\\ y' = y) \\/ (y < 999 /\\ y' = y + 1 /\\ x' = x)",
                "INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n");
        CheckOutcome first = Checks.run(
                task.with(new CheckBudget(Duration.ofMinutes(1), 1000)).keeping(kept, false));
        assertThat(first.finding().reason()).isEqualTo("the budget of 1,000 states was spent");
        assertThat(first.figures().distinct()).isLessThan(1_000_000);
        CheckOutcome second = Checks.run(task.keeping(kept, true));
        assertThat(second.finding()).isEqualTo(new Finding.Holds());
        assertThat(second.figures().distinct()).isEqualTo(1_000_000);
    }

    @Test
    void another_tlc_in_a_child_process_answers_the_same() {
        CheckTask task = counter("", "INIT Init\nNEXT Next\nINVARIANT Below\n");
        assertThat(Checks.run(Tlc.child(Checks.jar()), task).finding())
                .isEqualTo(Checks.run(task).finding());
    }
}
