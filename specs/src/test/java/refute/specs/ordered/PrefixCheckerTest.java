package refute.specs.ordered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.Value;

class PrefixCheckerTest {
    private final Maps history = new Maps();

    private CheckResult result() {
        return history.judgedBy(new PrefixChecker());
    }

    private void assertInvalid(String anomaly) {
        assertThat(result().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result().witnesses()).singleElement().isInstanceOfSatisfying(Witness.Contradiction.class, shown -> {
            assertThat(shown.anomaly()).isEqualTo(anomaly);
            assertThat(shown.operations()).isNotEmpty();
        });
    }

    @Test
    void what_was_not_flushed_may_be_lost_from_the_end() {
        history.put(0, "k1", 1).flush(0).put(0, "k2", 2).put(0, "k3", 3).crash().scan(0, "k1", "1", "k2", "2");

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
        assertThat(result().figures())
                .containsEntry("lost unflushed", Value.of(1))
                .containsEntry("lives", Value.of(2));
    }

    @Test
    void what_was_flushed_is_there() {
        history.put(0, "k1", 1).flush(0).crash().scan(0);

        assertInvalid("lost");
        assertThat(result().reason()).contains("put k1").contains("flush");
    }

    @Test
    void what_came_after_the_flush_began_is_not_covered_by_it() {
        history.begin(1, "flush", "", Value.NIL)
                .put(0, "k1", 1)
                .end(1, Value.NIL)
                .crash()
                .scan(0);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_flush_of_a_later_life_covers_nothing_that_was_lost_before() {
        history.put(0, "k1", 1).crash().flush(0).scan(0);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void without_a_crash_all_that_was_answered_is_there() {
        history.put(0, "k1", 1).scan(0);

        assertInvalid("missing");
    }

    @Test
    void nothing_survives_that_began_after_what_was_lost() {
        history.put(0, "k1", 1).put(1, "k2", 2).crash().scan(0, "k2", "2");

        assertInvalid("hole");
    }

    @Test
    void of_two_that_overlapped_either_may_survive_alone() {
        history.begin(0, "put", "k1", Value.of(1))
                .begin(1, "put", "k2", Value.of(2))
                .end(0, Value.NIL)
                .end(1, Value.NIL)
                .crash()
                .scan(0, "k2", "2");

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void what_survived_one_crash_survives_the_next() {
        history.put(0, "k1", 1).crash().scan(0, "k1", "1").crash().scan(0);

        assertInvalid("lost");
    }

    @Test
    void nothing_is_there_that_was_put_with_another_value() {
        history.put(0, "k1", 1).scan(0, "k1", "7");

        assertInvalid("from-nowhere");
    }

    @Test
    void a_put_without_an_answer_may_be_there_or_not() {
        history.begin(1, "put", "k1", Value.of(1)).unanswered(1).scan(0).crash().scan(0, "k1", "1");

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void keys_that_are_removed_too_are_not_judged() {
        history.put(0, "k1", 1).flush(0).remove(1, "k1", Value.of(1)).crash().scan(0);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void without_a_scan_nobody_knows() {
        history.put(0, "k1", 1);

        assertThat(result().verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
