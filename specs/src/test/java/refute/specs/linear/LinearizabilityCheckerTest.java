package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static refute.specs.linear.Histories.history;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.CounterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;

class LinearizabilityCheckerTest {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 28, 2);
    private static final Value NIL = Value.NIL;

    private static CheckResult check(Model<?> model, Histories history) {
        return LinearizabilityChecker.of(model).check(Evidence.of(history.build()), BUDGET);
    }

    @Test
    void a_history_without_operations_is_valid() {
        assertThat(check(new RegisterModel(), history()).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_read_of_a_value_never_written_is_invalid() {
        Histories history = history().invoke(0, "read", NIL).ok(0, "read", Value.of(1));
        assertThat(check(new RegisterModel(), history).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_read_may_see_a_concurrent_write() {
        Histories history = history()
                .invoke(0, "write", Value.of(1))
                .invoke(1, "read", NIL)
                .ok(1, "read", Value.of(1))
                .ok(0, "write", Value.of(1));
        assertThat(check(new RegisterModel(), history).verdict()).isEqualTo(Verdict.VALID);
    }

    /** Herlihy and Wing 1990, figure 1: a stale read after a completed write. */
    @Test
    void a_read_that_misses_an_acknowledged_write_is_invalid_and_the_sentence_tells_the_state() {
        Histories history = history()
                .invoke(0, "write", Value.of(4))
                .ok(0, "write", Value.of(4))
                .invoke(0, "write", Value.of(5))
                .ok(0, "write", Value.of(5))
                .invoke(3, "read", NIL)
                .ok(3, "read", Value.of(4));
        CheckResult result = check(new RegisterModel(), history);
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).contains("process 3's read -> 4").contains("5");
        Witness.Unlinearizable witness =
                (Witness.Unlinearizable) result.witnesses().getFirst();
        assertThat(witness.stuck().index()).isEqualTo(4);
        assertThat(witness.minimal()).isTrue();
    }

    @Test
    void two_reads_must_not_see_two_writes_in_different_orders() {
        Histories history = history()
                .invoke(0, "write", Value.of(1))
                .invoke(1, "write", Value.of(2))
                .invoke(2, "read", NIL)
                .ok(2, "read", Value.of(1))
                .invoke(2, "read", NIL)
                .ok(2, "read", Value.of(2))
                .invoke(2, "read", NIL)
                .ok(2, "read", Value.of(1));
        assertThat(check(new RegisterModel(), history).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_write_of_unknown_outcome_may_take_effect_much_later() {
        Histories history = history()
                .invoke(0, "write", Value.of(1))
                .info(0, "write")
                .invoke(1, "read", NIL)
                .ok(1, "read", NIL)
                .invoke(1, "read", NIL)
                .ok(1, "read", Value.of(1));
        assertThat(check(new RegisterModel(), history).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_write_of_unknown_outcome_takes_effect_once() {
        Histories history = history()
                .invoke(0, "write", Value.of(1))
                .info(0, "write")
                .invoke(1, "read", NIL)
                .ok(1, "read", Value.of(1))
                .invoke(1, "write", Value.of(2))
                .ok(1, "write", Value.of(2))
                .invoke(1, "read", NIL)
                .ok(1, "read", Value.of(1));
        assertThat(check(new RegisterModel(), history).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_failed_write_did_not_happen() {
        Histories history = history()
                .invoke(0, "write", Value.of(1))
                .fail(0, "write")
                .invoke(1, "read", NIL)
                .ok(1, "read", Value.of(1));
        assertThat(check(new RegisterModel(), history).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_failed_compare_and_set_says_nothing_or_is_an_observation_as_the_workload_chooses() {
        Histories history = history()
                .invoke(0, "write", Value.of(1))
                .ok(0, "write", Value.of(1))
                .invoke(0, "cas", Value.pair(Value.of(1), Value.of(2)))
                .fail(0, "cas");
        assertThat(check(new CasRegisterModel(NIL, FailedCas.NOTHING), history).verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(check(new CasRegisterModel(NIL, FailedCas.OBSERVATION), history)
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void all_operations_that_the_model_does_not_understand_are_listed_at_once() {
        History history = history()
                .invoke(0, "frobnicate", NIL)
                .invoke(1, "add", Value.of("one"))
                .invoke(2, "read", NIL)
                .ok(2, "read", Value.of("x"))
                .build();
        assertThatThrownBy(() -> LinearizabilityChecker.of(new CounterModel()).check(Evidence.of(history), BUDGET))
                .isInstanceOfSatisfying(
                        BadInput.class, e -> assertThat(e.problems()).hasSize(3))
                .hasMessageContaining("the model counter knows read, add, increment, decrement");
    }
}
