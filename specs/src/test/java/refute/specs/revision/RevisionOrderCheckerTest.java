package refute.specs.revision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.Value;
import refute.specs.Recording;

class RevisionOrderCheckerTest {
    private static final Value X = Value.of("x");
    private static final Value Y = Value.of("y");

    private final Recording recording = new Recording();

    @Test
    void revisions_that_grow_with_the_writes_are_valid() {
        read(0, X, Value.NIL, 0);
        write(0, X, 1, 2);
        cas(1, X, 1, 2, 5);
        read(2, X, Value.of(2), 5);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
        assertThat(check().reason()).isEqualTo("the revisions of 4 operations agree with real time");
    }

    @Test
    void a_read_of_an_older_revision_than_one_read_before_went_back() {
        write(0, X, 1, 2);
        write(0, X, 2, 3);
        read(1, X, Value.of(2), 3);
        read(2, X, Value.of(1), 2);

        CheckResult result = check();

        assertThat(anomaly(result)).isEqualTo("revision-went-back");
        assertThat(result.reason())
                .isEqualTo(
                        "process 2 read 1 of key \"x\" at revision 2 (0.006 s to 0.007 s), but process 0 wrote 2 of key"
                                + " \"x\" at revision 3 (0.002 s to 0.003 s) before that began");
        assertThat(result.witnesses().getFirst().operations())
                .extracting(o -> o.index())
                .containsExactly(2, 6);
    }

    @Test
    void a_read_of_nothing_after_a_write_went_back() {
        write(0, X, 1, 2);
        read(1, X, Value.NIL, 0);

        assertThat(anomaly(check())).isEqualTo("revision-went-back");
    }

    @Test
    void concurrent_reads_may_see_revisions_in_either_order() {
        write(0, X, 1, 2);
        recording.invoke(1, "read", X, Value.NIL);
        write(0, X, 2, 3);
        recording.ok(1, Value.of(1), 2);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_write_that_makes_no_greater_revision_than_one_seen_before_went_back() {
        write(0, X, 1, 3);
        write(1, X, 2, 2);

        assertThat(anomaly(check())).isEqualTo("revision-went-back");
    }

    @Test
    void two_concurrent_writes_that_make_one_revision_contradict_each_other() {
        recording.invoke(0, "write", X, Value.of(1));
        recording.invoke(1, "write", X, Value.of(2));
        recording.ok(0, Value.of(1), 2);
        recording.ok(1, Value.of(2), 2);

        assertThat(check().witnesses())
                .extracting(w -> ((Witness.Contradiction) w).anomaly())
                .contains("revision-made-twice");
    }

    @Test
    void one_revision_with_two_values_is_a_contradiction() {
        read(0, X, Value.of(1), 2);
        read(1, X, Value.of(9), 2);

        assertThat(anomaly(check())).isEqualTo("revision-of-two-values");
    }

    @Test
    void a_compare_and_set_stands_for_the_value_that_it_sets() {
        write(0, X, 1, 2);
        cas(0, X, 1, 2, 3);
        read(1, X, Value.of(1), 3);

        assertThat(anomaly(check())).isEqualTo("revision-of-two-values");
    }

    @Test
    void keys_have_nothing_to_do_with_each_other() {
        write(0, X, 1, 7);
        write(0, Y, 1, 3);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void operations_that_were_not_acknowledged_say_nothing() {
        write(0, X, 1, 2);
        recording.invoke(1, "write", X, Value.of(2)).info(1);
        recording.invoke(2, "cas", X, Value.pair(Value.of(9), Value.of(3))).fail(2);
        read(0, X, Value.of(2), 3);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_system_that_tells_no_revisions_is_valid_and_the_reason_says_so() {
        write(0, X, 1, 0);
        read(0, X, Value.of(1), 0);
        read(0, Y, Value.NIL, 0);

        assertThat(check().verdict()).isEqualTo(Verdict.VALID);
        assertThat(check().reason()).contains("no revisions");
    }

    @Test
    void contradictions_are_all_counted_and_the_first_are_shown() {
        write(0, X, 1, 2);
        write(0, X, 2, 3);
        for (int i = 0; i < 20; i++) {
            read(1, X, Value.of(1), 2);
        }

        assertThat(check().figures()).containsEntry("contradictions", Value.of(20));
        assertThat(check().witnesses()).hasSize(10);
    }

    private void write(int process, Value key, long value, long revision) {
        recording.invoke(process, "write", key, Value.of(value)).ok(process, Value.of(value), revision);
    }

    private void cas(int process, Value key, long from, long to, long revision) {
        Value pair = Value.pair(Value.of(from), Value.of(to));
        recording.invoke(process, "cas", key, pair).ok(process, pair, revision);
    }

    private void read(int process, Value key, Value value, long revision) {
        recording.invoke(process, "read", key, Value.NIL).ok(process, value, revision);
    }

    private CheckResult check() {
        return new RevisionOrderChecker().check(Evidence.of(recording.history()), Budget.standard());
    }

    private static String anomaly(CheckResult result) {
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        return ((Witness.Contradiction) result.witnesses().getFirst()).anomaly();
    }
}
