package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.Seed;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;

class UniqueQueueTest {
    private static final int HISTORIES = 60_000;
    private static final int WHOLE_ANSWERS = 4_000;
    private static final ContainerModel QUEUE = new ContainerModel(Discipline.FIRST_IN_FIRST_OUT);

    static Optional<Finding> decide(History history) {
        return UniqueQueue.decide(QUEUE, Partition.ofKey(QUEUE, history, Value.NIL, history.size()));
    }

    /** Then it may decide nothing; else it must. */
    static boolean hasCrashedTake(History history) {
        return history.operations().stream()
                .anyMatch(operation -> operation.function().equals("dequeue") && operation.outcome() == EntryKind.INFO);
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

    @Test
    void values_put_in_twice_are_left_to_the_search() {
        assertThat(decide(HistoryNotation.parse("0 enqueue 1 -> ok; 0 enqueue 1 -> ok")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_monitor_agrees_with_plain_recursion(boolean crashedTakes) {
        RandomGenerator random = new Seed(21).random();
        int[] decided = new int[2];
        int undecided = 0;
        for (int i = 0; i < HISTORIES / 2; i++) {
            History history = RandomContainers.of(
                    Discipline.FIRST_IN_FIRST_OUT, random, crashedTakes, 1 + random.nextInt(8), 1 + random.nextInt(4));
            Optional<Finding> finding = decide(history);
            if (finding.isEmpty()) {
                assertThat(hasCrashedTake(history))
                        .as(() -> HistoryNotation.print(history))
                        .isTrue();
                undecided++;
                continue;
            }
            assertThat(Hunt.isWrong(QUEUE, history, finding.get()))
                    .as(() -> HistoryNotation.print(history))
                    .isFalse();
            decided[finding.get() instanceof Finding.Stuck ? 1 : 0]++;
        }
        assertThat(Math.min(decided[0], decided[1])).isGreaterThan(HISTORIES / 10);
        assertThat(undecided).isLessThan(HISTORIES / 100);
    }

    @Test
    void its_answers_are_valid_with_an_order_or_invalid_with_a_smallest_witness() {
        RandomGenerator random = new Seed(22).random();
        for (int i = 0; i < WHOLE_ANSWERS; i++) {
            History history = RandomContainers.of(
                    Discipline.FIRST_IN_FIRST_OUT, random, i % 2 == 0, 1 + random.nextInt(8), 1 + random.nextInt(4));
            assertThat(Oracle.objection(QUEUE, LinearizabilityChecker.of(QUEUE), history))
                    .as(() -> HistoryNotation.print(history))
                    .isEmpty();
        }
    }

    @Test
    void a_hundred_thousand_operations_of_twenty_clients_are_decided() {
        History history = RandomContainers.right(Discipline.FIRST_IN_FIRST_OUT, new Seed(23).random(), 100_000, 20);
        long begun = System.nanoTime();
        Judgement judgement = LinearizabilityChecker.of(QUEUE).judge(history, Oracle.BUDGET);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(judgement.result().verdict()).isEqualTo(Verdict.VALID);
        assertThat(LinearizationVerifier.objection(QUEUE, history, judgement.certificates()))
                .isEmpty();
        assertThat(taken).isLessThan(Oracle.BUDGET.time());
    }

    @Test
    void one_wrong_answer_among_a_hundred_thousand_is_shown_with_a_few_operations() {
        History right = RandomContainers.right(Discipline.FIRST_IN_FIRST_OUT, new Seed(23).random(), 100_000, 20);
        String late =
                "1000000 enqueue 1000001 -> ok; 1000000 enqueue 1000002 -> ok; 1000000 dequeue -> ok 1000002; 1000000 dequeue -> ok 1000001";
        History history = HistoryNotation.parse(HistoryNotation.print(right) + "\n" + late);
        List<Witness> witnesses = LinearizabilityChecker.of(QUEUE)
                .judge(history, Oracle.BUDGET)
                .result()
                .witnesses();
        Witness.Unlinearizable witness = (Witness.Unlinearizable) witnesses.getFirst();
        assertThat(witness.minimal()).isTrue();
        assertThat(witness.operations()).hasSizeLessThanOrEqualTo(4);
        assertThat(WitnessVerifier.objection(QUEUE, witness)).isEmpty();
    }
}
