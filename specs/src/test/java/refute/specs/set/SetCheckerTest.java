package refute.specs.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.Value;
import refute.specs.Recording;

class SetCheckerTest {
    private final Recording recording = new Recording();

    @Test
    void a_set_that_keeps_what_was_added_is_valid() {
        added(0, 1);
        added(1, 2);
        read(0, 1, 2);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
        assertThat(check().reason()).contains("all 2 acknowledged");
    }

    @Test
    void an_acknowledged_element_that_the_final_read_misses_is_lost() {
        added(0, 1);
        added(1, 2);
        read(2, 1);

        CheckResult result = check();

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(witness(result, "lost").elements()).containsExactly(Value.of(2));
        assertThat(result.reason())
                .isEqualTo("2 was added by process 1 and acknowledged at 0.003 s, but is not in the read of process 2"
                        + " from 0.004 s to 0.005 s, nor in any read that ended after that began");
        assertThat(witness(result, "lost").operations())
                .extracting(o -> o.index())
                .containsExactly(2, 4);
    }

    @Test
    void an_element_that_is_missed_and_read_again_is_stale_not_lost() {
        added(0, 1);
        read(1);
        read(2, 1);

        CheckResult result = check();

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(figures(result)).containsEntry("stale", 1L).containsEntry("lost", 0L);
        assertThat(result.reason()).contains("has it again");
    }

    @Test
    void of_two_concurrent_final_reads_the_one_that_misses_an_element_is_stale() {
        added(0, 1);
        recording.invoke(1, "read", Value.NIL, Value.NIL);
        recording.invoke(2, "read", Value.NIL, Value.NIL);
        recording.ok(1, vec(1), 0);
        recording.ok(2, vec(), 0);

        assertThat(figures(check())).containsEntry("stale", 1L).containsEntry("lost", 0L);
    }

    @Test
    void a_read_that_began_before_the_acknowledgement_may_miss_the_element() {
        recording.invoke(0, "add", Value.NIL, Value.of(1));
        recording.invoke(1, "read", Value.NIL, Value.NIL);
        recording.ok(0, Value.of(1), 0);
        recording.ok(1, vec(), 0);
        read(2, 1);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void an_unanswered_addition_that_is_read_is_recovered() {
        recording.invoke(0, "add", Value.NIL, Value.of(1)).info(0);
        read(1, 1);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
        assertThat(figures(check())).containsEntry("recovered", 1L);
    }

    @Test
    void an_unanswered_addition_that_is_not_read_is_valid() {
        recording.invoke(0, "add", Value.NIL, Value.of(1)).info(0);
        read(1);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
        assertThat(figures(check())).containsEntry("recovered", 0L);
    }

    @Test
    void an_unanswered_addition_that_was_read_once_may_not_vanish() {
        recording.invoke(0, "add", Value.NIL, Value.of(1)).info(0);
        read(1, 1);
        read(2);

        CheckResult result = check();

        assertThat(figures(result)).containsEntry("lost", 1L);
        assertThat(result.reason()).startsWith("1 was seen by the read of process 1");
    }

    @Test
    void an_element_that_nobody_added_is_unexpected() {
        read(0, 7);

        assertThat(check().reason()).endsWith("but nobody ever added it");
        assertThat(figures(check())).containsEntry("unexpected", 1L);
    }

    @Test
    void an_element_whose_addition_was_refused_is_unexpected() {
        recording.invoke(0, "add", Value.NIL, Value.of(1)).fail(0);
        read(1, 1);

        assertThat(check().reason()).endsWith("was refused");
    }

    @Test
    void an_element_that_is_read_before_its_addition_began_is_unexpected() {
        read(0, 1);
        added(1, 1);
        read(0, 1);

        assertThat(check().reason()).endsWith("but its addition began only at 0.002 s");
    }

    @Test
    void an_element_twice_in_one_read_is_duplicated() {
        added(0, 1);
        read(0, 1, 1);

        assertThat(witness(check(), "duplicated").elements()).containsExactly(Value.of(1));
    }

    @Test
    void without_any_answered_read_the_verdict_is_unknown() {
        added(0, 1);
        recording.invoke(1, "read", Value.NIL, Value.NIL).fail(1);

        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check().reason()).contains("never read");
    }

    @Test
    void without_a_read_after_the_last_acknowledgement_the_verdict_is_unknown() {
        added(0, 1);
        read(0, 1);
        added(0, 2);

        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check().reason()).contains("1 of 2 acknowledged elements were never read");
    }

    @Test
    void without_a_final_read_what_is_already_wrong_is_invalid() {
        added(0, 1);
        read(0);
        added(0, 2);

        assertThat(check().verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void the_worst_anomaly_comes_first() {
        added(0, 1);
        added(0, 2);
        read(0, 1);
        read(0, 2, 2);

        assertThat(check().witnesses())
                .extracting(w -> ((Witness.Elements) w).anomaly())
                .containsExactly("lost", "duplicated");
    }

    @Test
    void every_operation_that_is_none_of_a_set_is_named() {
        recording.invoke(0, "write", Value.NIL, Value.of(1)).ok(0, Value.of(1), 0);
        recording.invoke(0, "read", Value.NIL, Value.NIL).ok(0, Value.of(1), 0);

        assertThatThrownBy(this::check)
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.problems()).hasSize(2));
    }

    @Test
    void an_empty_history_is_unknown() {
        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private void added(int process, long element) {
        recording.invoke(process, "add", Value.NIL, Value.of(element)).ok(process, Value.of(element), 0);
    }

    private void read(int process, long... elements) {
        recording.invoke(process, "read", Value.NIL, Value.NIL).ok(process, vec(elements), 0);
    }

    private static Value vec(long... elements) {
        return Value.of(Arrays.stream(elements).mapToObj(Value::of).toList());
    }

    private CheckResult check() {
        return new SetChecker().check(Evidence.of(recording.history()), Budget.standard());
    }

    private static Witness.Elements witness(CheckResult result, String anomaly) {
        List<Witness.Elements> found = result.witnesses().stream()
                .map(Witness.Elements.class::cast)
                .filter(w -> w.anomaly().equals(anomaly))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Map<String, Long> figures(CheckResult result) {
        Map<String, Long> figures = new java.util.HashMap<>();
        result.figures().forEach((name, value) -> figures.put(name, ((Value.Int) value).number()));
        return figures;
    }
}
