package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;

/** Every small history. Five and six operations are for the night: {@link NightlyDifferential}. */
class ExhaustiveTest {
    /** The numbers are pinned: a change of the enumeration must be explained. */
    @ParameterizedTest
    @CsvSource({"1, 8", "2, 264", "3, 8712", "4, 287496"})
    void the_engine_agrees_with_plain_recursion_on_every_history_of_up_to(int operations, long histories) {
        CasRegisterModel model = new CasRegisterModel();
        LinearizabilityChecker<Value> checker = LinearizabilityChecker.of(model);
        long count = SmallHistories.forEach(
                operations,
                history -> assertThat(Oracle.objection(model, checker, history))
                        .as(() -> HistoryNotation.print(history))
                        .isEmpty());
        assertThat(count).isEqualTo(histories);
    }
}
