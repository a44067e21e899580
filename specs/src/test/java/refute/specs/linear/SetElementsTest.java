package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.model.SetModel;

class SetElementsTest {
    private static final int HISTORIES = 50_000;
    private static final int WHOLE_ANSWERS = 2_000;
    private static final SetModel SET = new SetModel();

    private static Optional<Finding> decide(SetModel model, History history) {
        Operations operations = OneObject.operations(model, history);
        return SetElements.decide(model, operations, Allowance.of(Oracle.BUDGET));
    }

    private static void assertVerdict(Verdict verdict, SetModel model, String notation) {
        History history = HistoryNotation.parse(notation);
        assertThat(decide(model, history))
                .hasValueSatisfying(
                        found -> assertThat(found instanceof Finding.Stuck).isEqualTo(verdict == Verdict.INVALID));
        assertThat(Oracle.objection(model, LinearizabilityChecker.of(model), history))
                .isEmpty();
    }

    @Test
    void what_was_added_is_there() {
        assertVerdict(Verdict.VALID, SET, "0 add 1 -> ok; 0 contains 1 -> ok true; 0 contains 2 -> ok false");
        assertVerdict(Verdict.INVALID, SET, "0 add 1 -> ok; 0 contains 1 -> ok false");
    }

    @Test
    void what_nobody_added_is_not_there() {
        assertVerdict(Verdict.INVALID, SET, "0 add 1 -> ok; 0 contains 2 -> ok true");
        assertVerdict(Verdict.INVALID, SET, "0 contains 1 -> ok true; 0 add 1 -> ok");
    }

    @Test
    void what_was_there_from_the_beginning_needs_nobody_to_add_it() {
        SetModel one = new SetModel(Set.of(Value.of(1)));
        assertVerdict(Verdict.VALID, one, "0 contains 1 -> ok true; 0 remove 1 -> ok; 0 contains 1 -> ok false");
        assertVerdict(Verdict.INVALID, one, "0 contains 1 -> ok false");
    }

    @Test
    void what_was_removed_does_not_come_back() {
        assertVerdict(Verdict.INVALID, SET, "0 add 1 -> ok; 0 remove 1 -> ok; 0 contains 1 -> ok true");
        assertVerdict(
                Verdict.INVALID,
                SET,
                "0 add 1; 1 contains 1 -> ok true; 1 contains 1 -> ok false; 1 contains 1 -> ok true; 0 ok; 0 remove 1 -> ok");
    }

    @Test
    void a_crashed_addition_and_a_crashed_removal_happened_if_they_were_seen() {
        assertVerdict(Verdict.VALID, SET, "0 add 1 -> info; 1 contains 1 -> ok false; 1 contains 1 -> ok true");
        assertVerdict(
                Verdict.VALID,
                SET,
                "0 add 1 -> ok; 0 remove 1 -> info; 1 contains 1 -> ok true; 1 contains 1 -> ok false");
    }

    @Test
    void elements_do_not_know_of_each_other_but_their_orders_become_one() {
        assertVerdict(
                Verdict.VALID,
                SET,
                "0 add 1; 1 add 2; 2 contains 1 -> ok false; 2 contains 2 -> ok true; 0 ok; 1 ok; 2 contains 1 -> ok true");
    }

    @Test
    void an_element_added_twice_is_searched_alone() {
        assertVerdict(
                Verdict.VALID,
                SET,
                "0 add 1 -> ok; 0 remove 1 -> ok; 0 add 1 -> ok; 0 contains 1 -> ok true; 0 add 2 -> ok");
        assertVerdict(Verdict.INVALID, SET, "0 add 1 -> ok; 0 remove 1 -> ok; 0 add 1 -> ok; 0 contains 1 -> ok false");
    }

    @Test
    void reads_of_the_whole_set_are_left_to_the_search() {
        assertThat(decide(SET, HistoryNotation.parse("0 add 1 -> ok; 0 read -> ok [1]")))
                .isEmpty();
    }

    @Test
    void the_monitor_agrees_with_plain_recursion() {
        RandomGenerator random = new Seed(31).random();
        int[] decided = new int[2];
        for (int i = 0; i < HISTORIES; i++) {
            History history = RandomContainers.set(random, 1 + i % 3, 1 + random.nextInt(8), 1 + random.nextInt(4));
            Finding finding = decide(SET, history).orElseThrow();
            assertThat(Hunt.isWrong(SET, history, finding))
                    .as(() -> HistoryNotation.print(history))
                    .isFalse();
            decided[finding instanceof Finding.Stuck ? 1 : 0]++;
        }
        assertThat(Math.min(decided[0], decided[1])).isGreaterThan(HISTORIES / 10);
    }

    @Test
    void its_answers_are_valid_with_an_order_or_invalid_with_a_smallest_witness() {
        RandomGenerator random = new Seed(32).random();
        for (int i = 0; i < WHOLE_ANSWERS; i++) {
            History history = RandomContainers.set(random, 1 + i % 3, 1 + random.nextInt(8), 1 + random.nextInt(4));
            assertThat(Oracle.objection(SET, LinearizabilityChecker.of(SET), history))
                    .as(() -> HistoryNotation.print(history))
                    .isEmpty();
        }
    }
}
