package refute.specs.ordered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.harness.check.Verdict;
import refute.harness.history.Value;

/** Iteration, space, structure, and keys by the engine. */
class OrderedCheckersTest {
    private final Maps history = new Maps();

    @Test
    void a_scan_that_gives_all_that_stays_is_valid_whatever_comes_and_goes() {
        history.put(0, "k1", 1).put(0, "k3", 3);
        history.beginScan(1, false).put(0, "k2", 2).remove(0, "k3", Value.of(3)).endScan(1, "k1", "1");

        assertThat(history.judgedBy(new IterationChecker()).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_scan_that_misses_a_key_that_stays_is_invalid() {
        history.put(0, "k1", 1).put(0, "k2", 2).scan(1, "k2", "2");

        assertThat(history.judgedBy(new IterationChecker()).reason()).contains("does not give k1");
    }

    @Test
    void a_scan_that_gives_a_key_twice_or_from_nowhere_is_invalid() {
        history.put(0, "k1", 1).scan(1, "k1", "1", "k1", "1");
        assertThat(history.judgedBy(new IterationChecker()).reason()).contains("k1 twice");

        Maps nowhere = new Maps().put(0, "k1", 1).scan(1, "k1", "1", "k7", "7");
        assertThat(nowhere.judgedBy(new IterationChecker()).reason()).contains("k7");
    }

    @Test
    void a_key_that_was_ever_removed_need_not_be_there() {
        history.put(0, "k1", 1).remove(0, "k1", Value.of(1)).put(0, "k1", 2).scan(1);

        assertThat(history.judgedBy(new IterationChecker()).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void space_is_bounded_by_a_factor_and_what_is_allowed_besides() {
        history.size(0, 350, 100, 50);
        assertThat(history.judgedBy(new SpaceChecker(3)).verdict()).isEqualTo(Verdict.VALID);

        history.size(0, 351, 100, 50);
        assertThat(history.judgedBy(new SpaceChecker(3)).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_structure_is_wrong_only_if_every_look_says_so() {
        history.check(0, "half a change");
        assertThat(history.judgedBy(new StructureChecker()).verdict()).isEqualTo(Verdict.INVALID);

        history.check(0);
        assertThat(history.judgedBy(new StructureChecker()).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void who_asks_nothing_is_told_nothing() {
        assertThat(history.judgedBy(new IterationChecker()).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(history.judgedBy(new SpaceChecker(3)).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(history.judgedBy(new StructureChecker()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void overlapping_changes_of_a_key_have_an_order_or_none() {
        history.put(0, "k1", 1)
                .begin(0, "put", "k1", Value.of(2))
                .begin(1, "remove", "k1", Value.NIL)
                .end(0, Value.NIL)
                .end(1, Value.of(1))
                .get(2, "k1", Value.of(2));
        assertThat(history.judgedBy(new KeysLinearizable()).verdict()).isEqualTo(Verdict.VALID);

        history.get(2, "k1", Value.NIL);
        assertThat(history.judgedBy(new KeysLinearizable()).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void two_that_take_out_the_same_value_are_no_order() {
        history.put(0, "k1", 1)
                .begin(0, "remove", "k1", Value.NIL)
                .begin(1, "remove", "k1", Value.NIL)
                .end(0, Value.of(1))
                .end(1, Value.of(1));

        assertThat(history.judgedBy(new KeysLinearizable()).verdict()).isEqualTo(Verdict.INVALID);
    }
}
