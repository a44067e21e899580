package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Operation;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;

class UniqueQueueTest {
    private static final ContainerModel QUEUE = new ContainerModel(Discipline.FIRST_IN_FIRST_OUT);

    private static Optional<Finding> decide(History history) {
        return UniqueQueue.decide(QUEUE, OneObject.operations(QUEUE, history));
    }

    private static void assertValid(String notation) {
        History history = HistoryNotation.parse(notation);
        assertThat(decide(history))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Finding.Linearizable.class));
        assertThat(Oracle.objection(QUEUE, LinearizabilityChecker.of(QUEUE), history))
                .isEmpty();
    }

    /** By the monitor, with a witness of these operations. */
    private static Witness.Unlinearizable assertInvalid(String notation, Integer... witnessIndexes) {
        History history = HistoryNotation.parse(notation);
        assertThat(decide(history))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Finding.Stuck.class));
        assertThat(Oracle.objection(QUEUE, LinearizabilityChecker.of(QUEUE), history))
                .isEmpty();
        Witness.Unlinearizable witness = (Witness.Unlinearizable) LinearizabilityChecker.of(QUEUE)
                .judge(history, Oracle.BUDGET)
                .result()
                .witnesses()
                .getFirst();
        assertThat(witness.operations().stream().map(Operation::index)).containsExactly(witnessIndexes);
        return witness;
    }

    @Test
    void a_value_from_nowhere_is_invalid() {
        assertInvalid("0 enqueue 1 -> ok; 0 dequeue -> ok 1; 0 dequeue -> ok 2", 4);
    }

    @Test
    void a_value_that_came_out_before_it_was_put_in_is_invalid() {
        assertInvalid("0 dequeue -> ok 1; 0 enqueue 1 -> ok", 0, 2);
    }

    @Test
    void a_value_that_came_out_while_it_was_put_in_is_valid() {
        assertValid("0 enqueue 1; 1 dequeue -> ok 1; 0 ok");
    }

    @Test
    void a_value_that_came_out_twice_is_invalid() {
        assertInvalid(
                "0 enqueue 3 -> ok; 0 enqueue 1 -> ok; 0 dequeue -> ok 3; 0 dequeue -> ok 1; 0 dequeue -> ok 1",
                2,
                6,
                8);
    }

    @Test
    void a_value_that_overtook_another_is_invalid() {
        assertInvalid(
                "0 enqueue 3 -> ok; 0 enqueue 1 -> ok; 0 enqueue 2 -> ok; 1 dequeue -> ok 3; 1 dequeue -> ok 2; 1 dequeue -> ok 1",
                2,
                4,
                8,
                10);
    }

    @Test
    void a_value_that_overtook_one_that_never_came_out_is_invalid() {
        assertInvalid("0 enqueue 1 -> ok; 0 enqueue 2 -> ok; 1 dequeue -> ok 2", 0, 2, 4);
    }

    @Test
    void values_put_in_at_once_come_out_in_any_order() {
        assertValid("0 enqueue 1; 1 enqueue 2; 0 ok; 1 ok; 1 dequeue -> ok 2; 1 dequeue -> ok 1");
    }

    @Test
    void nothing_was_found_though_something_was_inside() {
        assertInvalid("0 enqueue 1 -> ok; 1 dequeue -> ok nil; 0 dequeue -> ok 1", 0, 2, 4);
    }

    @Test
    void nothing_was_found_though_one_value_or_another_was_inside_all_the_while() {
        assertInvalid(
                "0 enqueue 9 -> ok; 0 dequeue -> ok 9; 0 enqueue 1 -> ok; 2 dequeue; 0 enqueue 2 -> ok; 0 dequeue -> ok 1; 2 ok nil; 0 dequeue -> ok 2",
                4,
                6,
                7,
                9,
                12);
    }

    @Test
    void nothing_was_found_between_two_values() {
        assertValid("0 enqueue 1 -> ok; 2 dequeue; 0 dequeue -> ok 1; 0 enqueue 2 -> ok; 2 ok nil; 0 dequeue -> ok 2");
    }

    @Test
    void a_crashed_put_happened_if_its_value_came_out() {
        assertValid("0 enqueue 1 -> info; 1 dequeue -> ok nil; 1 dequeue -> ok 1; 1 dequeue -> ok nil");
    }

    @Test
    void a_crashed_take_may_have_taken_what_is_missing() {
        assertValid("0 enqueue 1 -> ok; 0 enqueue 2 -> ok; 1 dequeue -> info; 2 dequeue -> ok 2; 2 dequeue -> ok nil");
    }

    @Test
    void a_crashed_take_does_not_excuse_what_came_out_in_the_wrong_order() {
        assertInvalid(
                "1 dequeue -> info; 0 enqueue 1 -> ok; 0 enqueue 2 -> ok; 2 dequeue -> ok 2; 2 dequeue -> ok 1",
                2,
                4,
                6,
                8);
    }
}
