package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Operation;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;

class UniqueContainerTest {
    private static final int HISTORIES = 30_000;
    private static final int WHOLE_ANSWERS = 2_000;
    private static final int MANY = 100_000;
    private static final ContainerModel STACK = new ContainerModel(Discipline.LAST_IN_FIRST_OUT);
    private static final ContainerModel PRIORITIES = new ContainerModel(Discipline.LEAST_FIRST);

    static Optional<Finding> decide(ContainerModel model, History history, ContainerRules rules) {
        Operations operations = OneObject.operations(model, history);
        return UniqueQueue.decide(model, operations, rules).or(() -> UniqueContainer.decide(model, operations, rules));
    }

    /** Then it may decide nothing; else it must. */
    static boolean hasCrashedTake(ContainerModel model, History history) {
        return history.operations().stream()
                .anyMatch(operation ->
                        operation.function().equals(model.discipline().take())
                                && operation.outcome() == EntryKind.INFO);
    }

    private static void assertValid(ContainerModel model, String notation) {
        History history = HistoryNotation.parse(notation);
        assertThat(decide(model, history, new ContainerRules()))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Finding.Linearizable.class));
        assertThat(Oracle.objection(model, LinearizabilityChecker.of(model), history))
                .isEmpty();
    }

    /** By the monitor, with a witness of these operations. */
    private static void assertInvalid(ContainerModel model, String notation, Integer... witnessIndexes) {
        History history = HistoryNotation.parse(notation);
        assertThat(decide(model, history, new ContainerRules()))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Finding.Stuck.class));
        assertThat(Oracle.objection(model, LinearizabilityChecker.of(model), history))
                .isEmpty();
        Witness.Unlinearizable witness = (Witness.Unlinearizable) LinearizabilityChecker.of(model)
                .judge(history, Oracle.BUDGET)
                .result()
                .witnesses()
                .getFirst();
        assertThat(witness.operations().stream().map(Operation::index)).containsExactly(witnessIndexes);
    }

    @Test
    void what_went_in_last_comes_out_first() {
        assertValid(STACK, "0 push 1 -> ok; 0 push 2 -> ok; 0 pop -> ok 2; 0 pop -> ok 1; 0 pop -> ok nil");
    }

    @Test
    void a_value_that_came_out_from_under_another_is_invalid() {
        assertInvalid(
                STACK,
                "0 push 9 -> ok; 0 push 1 -> ok; 0 push 2 -> ok; 0 pop -> ok 1; 0 pop -> ok 2; 0 pop -> ok 9",
                2,
                4,
                6,
                8);
    }

    @Test
    void a_value_that_came_out_from_under_one_that_stayed_is_invalid() {
        assertInvalid(STACK, "0 push 1 -> ok; 0 push 2 -> ok; 1 pop -> ok 1", 0, 2, 4);
    }

    @Test
    void values_pushed_at_once_come_out_in_any_order() {
        assertValid(STACK, "0 push 1; 1 push 2; 0 ok; 1 ok; 1 pop -> ok 1; 1 pop -> ok 2");
    }

    @Test
    void a_value_in_and_out_at_once_bothers_nobody() {
        assertValid(
                STACK, "0 push 1 -> ok; 1 push 2; 2 pop; 0 pop -> ok 1; 0 push 3 -> ok; 1 ok; 2 ok 2; 0 pop -> ok 3");
    }

    @Test
    void three_values_of_which_any_two_have_an_order_are_invalid_without_a_bottom() {
        assertInvalid(
                STACK,
                "0 push 1 -> ok; 1 push 2 -> ok; 2 push 3; 0 pop; 2 ok; 1 pop; 0 ok 1; 2 pop; 1 ok 2; 2 ok 3",
                0,
                2,
                4,
                5,
                7,
                9);
    }

    @Test
    void an_empty_stack_was_seen_though_something_was_inside() {
        assertInvalid(STACK, "0 push 1 -> ok; 1 pop -> ok nil; 0 pop -> ok 1", 0, 2, 4);
    }

    @Test
    void an_empty_stack_was_seen_between_two_values() {
        assertValid(STACK, "0 push 1 -> ok; 2 pop; 0 pop -> ok 1; 0 push 2 -> ok; 2 ok nil; 0 pop -> ok 2");
    }

    @Test
    void a_crashed_pop_may_have_taken_what_was_on_top() {
        assertValid(STACK, "0 push 1 -> ok; 0 push 2 -> ok; 1 pop -> info; 2 pop -> ok 1; 2 pop -> ok nil");
    }

    @Test
    void a_crashed_pop_does_not_excuse_what_came_out_in_the_wrong_order() {
        assertInvalid(STACK, "1 pop -> info; 0 push 1 -> ok; 0 push 2 -> ok; 2 pop -> ok 1; 2 pop -> ok 2", 2, 4, 6, 8);
    }

    @Test
    void the_least_number_comes_out_first() {
        assertValid(
                PRIORITIES,
                "0 enqueue 2 -> ok; 0 enqueue 1 -> ok; 0 dequeue -> ok 1; 0 dequeue -> ok 2; 0 dequeue -> ok nil");
    }

    @Test
    void a_number_that_came_out_before_a_lesser_one_is_invalid() {
        assertInvalid(
                PRIORITIES,
                "0 enqueue 3 -> ok; 0 enqueue 1 -> ok; 0 enqueue 2 -> ok; 1 dequeue -> ok 2; 1 dequeue -> ok 1; 1 dequeue -> ok 3",
                2,
                4,
                6,
                8);
    }

    @Test
    void a_number_came_out_though_one_lesser_number_or_another_was_inside_all_the_while() {
        assertInvalid(
                PRIORITIES,
                "0 enqueue 9 -> ok; 0 enqueue 1 -> ok; 2 dequeue; 0 enqueue 2 -> ok; 0 dequeue -> ok 1; 2 ok 9; 0 dequeue -> ok 2",
                0,
                2,
                4,
                5,
                7,
                10);
    }

    @Test
    void a_number_came_out_between_two_lesser_ones() {
        assertValid(
                PRIORITIES,
                "0 enqueue 9 -> ok; 0 enqueue 1 -> ok; 2 dequeue; 0 dequeue -> ok 1; 0 enqueue 2 -> ok; 2 ok 9; 0 dequeue -> ok 2");
    }

    @Test
    void a_lesser_number_may_still_be_on_its_way() {
        assertValid(PRIORITIES, "0 enqueue 9 -> ok; 1 enqueue 1; 0 dequeue -> ok 9; 1 ok; 0 dequeue -> ok 1");
    }

    @Test
    void a_crashed_dequeue_may_have_taken_the_least() {
        assertValid(PRIORITIES, "0 enqueue 1 -> ok; 0 enqueue 2 -> ok; 1 dequeue -> info; 2 dequeue -> ok 2");
    }

    @ParameterizedTest
    @EnumSource
    void values_put_in_twice_are_left_to_the_search(Discipline discipline) {
        String twice = "0 %1$s 1 -> ok; 0 %1$s 1 -> ok".formatted(discipline.put());
        assertThat(decide(new ContainerModel(discipline), HistoryNotation.parse(twice), new ContainerRules()))
                .isEmpty();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(new ContainerModel(Discipline.FIRST_IN_FIRST_OUT), STACK, PRIORITIES)
                .flatMap(model -> Stream.of(Arguments.of(model, false), Arguments.of(model, true)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_monitor_agrees_with_plain_recursion(ContainerModel model, boolean crashedTakes) {
        RandomGenerator random = new Seed(31).random();
        int[] decided = new int[2];
        int undecided = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = RandomContainers.of(
                    model.discipline(), random, crashedTakes, 1 + random.nextInt(8), 1 + random.nextInt(4));
            Optional<Finding> finding = decide(model, history, new ContainerRules());
            if (finding.isEmpty()) {
                assertThat(hasCrashedTake(model, history))
                        .as(() -> HistoryNotation.print(history))
                        .isTrue();
                undecided++;
                continue;
            }
            assertThat(Hunt.isWrong(model, history, finding.get()))
                    .as(() -> HistoryNotation.print(history))
                    .isFalse();
            decided[finding.get() instanceof Finding.Stuck ? 1 : 0]++;
        }
        assertThat(Math.min(decided[0], decided[1])).isGreaterThan(HISTORIES / 10);
        assertThat(undecided).isLessThan(HISTORIES / 100);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void its_answers_are_valid_with_an_order_or_invalid_with_a_smallest_witness(
            ContainerModel model, boolean crashedTakes) {
        RandomGenerator random = new Seed(32).random();
        for (int i = 0; i < WHOLE_ANSWERS; i++) {
            History history = RandomContainers.of(
                    model.discipline(), random, crashedTakes, 1 + random.nextInt(8), 1 + random.nextInt(4));
            assertThat(Oracle.objection(model, LinearizabilityChecker.of(model), history))
                    .as(() -> HistoryNotation.print(history))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_hundred_thousand_operations_of_twenty_clients_are_decided(Discipline discipline) {
        ContainerModel model = new ContainerModel(discipline);
        History history = RandomContainers.right(discipline, new Seed(33).random(), MANY, 20);
        Judgement judgement = LinearizabilityChecker.of(model).judge(history, Oracle.BUDGET);
        assertThat(judgement.result().verdict()).isEqualTo(Verdict.VALID);
        assertThat(LinearizationVerifier.objection(model, history, judgement.certificates()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_order_among_a_hundred_thousand_operations_is_shown_with_a_few(Discipline discipline) {
        ContainerModel model = new ContainerModel(discipline);
        History right = RandomContainers.right(discipline, new Seed(33).random(), MANY, 20);
        int wrong = discipline == Discipline.LAST_IN_FIRST_OUT ? -3 : -2;
        String late = "1000000 %1$s -3 -> ok; 1000000 %1$s -2 -> ok; 1000000 %2$s -> ok %3$d; 1000000 %2$s -> ok %4$d"
                .formatted(discipline.put(), discipline.take(), wrong, -5 - wrong);
        History history = HistoryNotation.parse(HistoryNotation.print(right) + "\n" + late);
        List<Witness> witnesses = LinearizabilityChecker.of(model)
                .judge(history, Oracle.BUDGET)
                .result()
                .witnesses();
        Witness.Unlinearizable witness = (Witness.Unlinearizable) witnesses.getFirst();
        assertThat(witness.minimal()).isTrue();
        assertThat(witness.operations()).hasSizeLessThanOrEqualTo(4);
        assertThat(WitnessVerifier.objection(model, witness)).isEmpty();
    }
}
