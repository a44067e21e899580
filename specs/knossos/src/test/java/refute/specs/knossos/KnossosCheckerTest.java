package refute.specs.knossos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.MutexModel;
import refute.specs.model.RegisterModel;

/** What the real Knossos says of textbook histories. */
class KnossosCheckerTest {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(30), 1L << 30, 2);

    private final Knossos knossos = RealKnossos.orSkip();

    private CheckResult check(Model<?> model, String history) {
        return KnossosChecker.of(knossos, model).check(Evidence.of(HistoryNotation.parse(history)), BUDGET);
    }

    @Test
    void a_history_without_operations_is_valid() {
        assertThat(check(new RegisterModel(), "").verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_valid_history_is_valid_and_the_result_says_by_which_algorithm() {
        CheckResult result = check(new CasRegisterModel(), """
                0 write 1 -> ok
                1 cas [1 2] -> ok
                2 cas [1 3] -> fail
                0 read -> ok 2
                """);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.VALID);
        assertThat(result.figures().get("algorithm")).isIn(Value.of("wgl"), Value.of("linear"));
        assertThat(result.figures().get("model")).isEqualTo(Value.of("of Knossos"));
        assertThat(result.reason()).containsPattern("Knossos \\((wgl|linear)\\)");
    }

    @Test
    void a_stale_read_is_invalid_and_the_operation_that_cannot_be_placed_is_named() {
        CheckResult result = check(new RegisterModel(), """
                0 write 1 -> ok
                0 write 2 -> ok
                1 read -> ok 1
                """);
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).contains("process 1's read -> 1");
        assertThat(result.witnesses().getFirst().operations()).hasSize(3);
    }

    @Test
    void a_read_of_nothing_is_an_answer_and_not_ignorance() {
        assertThat(check(new RegisterModel(), "0 write 1 -> ok\n1 read -> ok nil\n")
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_crashed_write_may_be_seen_much_later() {
        assertThat(check(new RegisterModel(), """
                0 write 1 -> ok
                1 write 2
                0 read -> ok 1
                0 read -> ok 2
                1 info
                """).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_lock_is_not_held_twice() {
        assertThat(check(new MutexModel(), "0 acquire -> ok\n1 acquire -> ok\n").verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(check(new MutexModel(true), "0 release -> ok\n1 acquire -> ok\n")
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void a_failed_compare_and_set_can_be_an_observation() {
        String history = "0 write 1 -> ok\n1 cas [1 2] -> fail\n";
        assertThat(check(new CasRegisterModel(), history).verdict()).isEqualTo(Verdict.VALID);
        CheckResult observed = check(new CasRegisterModel(Value.NIL, FailedCas.OBSERVATION), history);
        assertThat(observed.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(observed.figures().get("model")).isEqualTo(Value.of("of Refute"));
    }

    @Test
    void models_that_knossos_does_not_have_are_ours_on_its_search() {
        ContainerModel queue = new ContainerModel(Discipline.FIRST_IN_FIRST_OUT);
        assertThat(check(queue, "0 enqueue 1 -> ok\n0 enqueue 2 -> ok\n1 dequeue -> ok 1\n")
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(check(queue, "0 enqueue 1 -> ok\n0 enqueue 2 -> ok\n1 dequeue -> ok 2\n")
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void each_key_is_judged_by_itself() {
        CheckResult result = check(new RegisterModel(), """
                0 write[x] 1 -> ok
                1 read[y] -> ok nil
                1 read[x] -> ok 2
                """);
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).contains("key \"x\"");
        assertThat(result.witnesses().getFirst().operations()).hasSize(2);
    }

    @Test
    void a_spent_time_limit_is_unknown() {
        StringBuilder history = new StringBuilder();
        for (int process = 0; process < 40; process++) {
            history.append(process).append(" write ").append(process).append('\n');
        }
        for (int process = 0; process < 40; process++) {
            history.append(process).append(" ok\n");
        }
        history.append("0 read -> ok 77\n");
        CheckResult result = KnossosChecker.of(knossos, new RegisterModel())
                .check(
                        Evidence.of(HistoryNotation.parse(history.toString())),
                        new Budget(Duration.ofMillis(500), 1L << 30, 2));
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("500 ms");
        assertThat(Duration.ofNanos(result.nanos())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void operations_that_the_model_does_not_know_are_refused() {
        assertThatThrownBy(() -> check(new RegisterModel(), "0 fly -> ok\n1 swim -> ok\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("fly")
                .hasMessageContaining("swim");
    }
}
