package refute.specs.ordered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.history.Value;

class SortedMapCheckerTest {
    private final Maps history = new Maps();

    private CheckResult result() {
        return history.judgedBy(new SortedMapChecker());
    }

    @Test
    void what_a_sorted_map_would_answer_is_valid() {
        history.put(0, "a/1", 1)
                .put(0, "a/1", 2, Value.of(1))
                .put(0, "a/2", 3)
                .remove(0, "a/2", Value.of(3))
                .get(0, "a/2", Value.NIL)
                .scan(0, "a/1", "2");

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void another_value_than_was_left_is_invalid_and_says_who_left_it() {
        history.put(0, "a/1", 1).put(0, "a/1", 2, Value.of(1)).get(0, "a/1", Value.of(1));

        assertThat(result().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result().reason()).contains("get a/1").contains("found 1").contains("left as 2");
        assertThat(result().witnesses().getFirst().operations()).hasSize(2);
    }

    @Test
    void a_put_that_finds_what_was_removed_before_it_is_invalid() {
        history.put(0, "a/1", 1).remove(0, "a/1", Value.of(1)).put(0, "a/1", 2, Value.of(1));

        assertThat(result().verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_scan_that_misses_a_key_or_has_one_too_many_is_invalid() {
        history.put(0, "a/1", 1).put(0, "a/2", 2).scan(0, "a/1", "1");
        assertThat(result().verdict()).isEqualTo(Verdict.INVALID);

        Maps tooMany = new Maps().put(0, "a/1", 1).scan(0, "a/1", "1", "a/2", "2");
        assertThat(tooMany.judgedBy(new SortedMapChecker()).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_scan_out_of_order_is_invalid_and_one_backwards_is_not() {
        history.put(0, "a/1", 1).put(0, "a/2", 2).scan(0, "a/2", "2", "a/1", "1");
        assertThat(result().reason()).contains("a/1 after a/2");

        Maps backwards =
                new Maps().put(0, "a/1", 1).put(0, "a/2", 2).beginScan(0, true).endScan(0, "a/2", "2", "a/1", "1");
        assertThat(backwards.judgedBy(new SortedMapChecker()).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_change_without_an_answer_may_happen_once_and_later() {
        history.put(0, "a/1", 1)
                .begin(0, "put", "a/1", Value.of(2))
                .unanswered(0)
                .get(1, "a/1", Value.of(1))
                .get(1, "a/1", Value.of(2));
        assertThat(result().verdict()).isEqualTo(Verdict.VALID);

        history.get(1, "a/1", Value.of(1));
        assertThat(result().verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void other_owners_keys_are_their_own() {
        history.put(0, "a/1", 1).put(1, "b/1", 2).get(0, "a/1", Value.of(1)).get(1, "b/1", Value.of(2));

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }
}
