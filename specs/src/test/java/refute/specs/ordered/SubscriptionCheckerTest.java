package refute.specs.ordered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.Value;

class SubscriptionCheckerTest {
    private final Maps history = new Maps();

    private CheckResult result() {
        return history.judgedBy(new SubscriptionChecker());
    }

    private void assertInvalid(String anomaly) {
        assertThat(result().verdict()).as(result().reason()).isEqualTo(Verdict.INVALID);
        assertThat(result().witnesses())
                .singleElement()
                .isInstanceOfSatisfying(
                        Witness.Contradiction.class,
                        shown -> assertThat(shown.anomaly()).isEqualTo(anomaly));
    }

    @Test
    void who_hears_of_each_change_once_and_in_order_has_nothing_to_complain() {
        history.put(0, "p1", 1)
                .subscribe(1, "p")
                .put(0, "p1", 2, Value.of(1))
                .put(0, "q1", 3)
                .remove(0, "p1", Value.of(2))
                .remove(0, "p1", Value.NIL)
                .take(1, "p1", "2", "p1", "-")
                .put(0, "p2", 4)
                .take(1, "p2", "4");

        assertThat(result().verdict()).as(result().reason()).isEqualTo(Verdict.VALID);
        assertThat(result().figures()).containsEntry("events", Value.of(3));
    }

    @Test
    void a_change_that_is_not_told_is_lost() {
        history.subscribe(1, "p").put(0, "p1", 1).put(0, "p2", 2).take(1, "p1", "1");

        assertInvalid("lost");
    }

    @Test
    void a_change_while_the_last_call_was_under_way_may_come_later() {
        history.subscribe(1, "p")
                .put(0, "p1", 1)
                .begin(0, "put", "p2", Value.of(2))
                .take(1, "p1", "1")
                .end(0, Value.NIL);

        assertThat(result().verdict()).as(result().reason()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_change_is_told_by_the_first_call_after_it() {
        history.subscribe(1, "p").put(0, "p1", 1).take(1).take(1, "p1", "1");

        assertInvalid("order");
    }

    @Test
    void a_change_is_told_once() {
        history.subscribe(1, "p").put(0, "p1", 1).put(0, "p2", 2).take(1, "p1", "1", "p2", "2", "p1", "1");

        assertInvalid("doubled");
    }

    @Test
    void changes_are_told_in_order() {
        history.subscribe(1, "p").put(0, "p1", 1).put(0, "p2", 2).take(1, "p2", "2", "p1", "1");

        assertInvalid("order");
    }

    @Test
    void what_was_before_the_subscription_is_not_told() {
        history.put(0, "p1", 1).subscribe(1, "p").take(1, "p1", "1");

        assertInvalid("order");
    }

    @Test
    void what_nobody_did_and_what_is_not_under_the_prefix_is_not_told() {
        history.subscribe(1, "p").put(0, "q1", 1).take(1, "p1", "7");
        assertInvalid("from-nowhere");

        Maps foreign = new Maps().subscribe(1, "p").put(0, "q1", 1).take(1, "q1", "1");
        assertThat(foreign.judgedBy(new SubscriptionChecker()).reason()).contains("not under its prefix");
    }

    @Test
    void a_change_that_found_another_one_shows_that_this_one_was_lost() {
        history.subscribe(1, "p")
                .put(0, "p1", 1)
                .begin(0, "put", "p1", Value.of(2))
                .unanswered(0)
                .put(2, "p1", 3, Value.of(2))
                .take(1, "p1", "1", "p1", "3");

        assertInvalid("lost");
    }

    @Test
    void a_crash_ends_what_is_owed() {
        history.subscribe(1, "p")
                .put(0, "p1", 1)
                .take(1, "p1", "1")
                .put(0, "p2", 2)
                .crash()
                .put(0, "p3", 3);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_call_whose_answer_nobody_knows_ends_what_is_owed() {
        history.subscribe(1, "p")
                .put(0, "p1", 1)
                .take(1, "p1", "1")
                .put(0, "p2", 2)
                .begin(1, "take", "", Value.NIL)
                .unanswered(1);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void who_hears_nothing_is_told_nothing() {
        history.subscribe(1, "p").take(1);

        assertThat(result().verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
