package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;

/** Random histories against plain recursion; longer ones against the textbook search. 100,000 in all. */
class DifferentialTest {
    private static final int SMALL_PER_MODEL = 2_000;
    private static final int SMALL_OF_REGISTERS = 25_000;
    private static final int LONGER_OF_REGISTERS = 6_000;

    static Stream<Model<?>> models() {
        return Vocabulary.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_textbook_search_agrees_with_plain_recursion(Model<?> model) {
        compareSmall(model, LinearizabilityChecker.textbook(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_engine_agrees_with_plain_recursion(Model<?> model) {
        compareSmall(model, LinearizabilityChecker.of(model));
    }

    @ParameterizedTest
    @EnumSource
    void the_engine_agrees_with_plain_recursion_on_small_register_histories(FailedCas failedCas) {
        CasRegisterModel model = new CasRegisterModel(Value.NIL, failedCas);
        RandomGenerator random = new Seed(5).random();
        for (int i = 0; i < SMALL_OF_REGISTERS; i++) {
            History history = Histories.random(
                    random, Vocabulary.casRegister(2 + i % 2), 1 + random.nextInt(6), 1 + random.nextInt(4));
            assertThat(Oracle.objection(model, LinearizabilityChecker.of(model), history))
                    .as(() -> HistoryNotation.print(history))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_engine_agrees_with_the_textbook_search_on_longer_register_histories(FailedCas failedCas) {
        CasRegisterModel model = new CasRegisterModel(Value.NIL, failedCas);
        RandomGenerator random = new Seed(6).random();
        for (int i = 0; i < LONGER_OF_REGISTERS; i++) {
            History history = Histories.random(
                    random, Vocabulary.casRegister(2 + i % 5), 8 + random.nextInt(20), 1 + random.nextInt(8));
            Verdict expected = LinearizabilityChecker.textbook(model)
                    .judge(history, Oracle.BUDGET)
                    .result()
                    .verdict();
            Judgement judgement = LinearizabilityChecker.of(model).judge(history, Oracle.BUDGET);
            assertThat(judgement.result().verdict())
                    .as(() -> HistoryNotation.print(history))
                    .isEqualTo(expected);
            if (expected == Verdict.VALID) {
                assertThat(LinearizationVerifier.objection(model, history, judgement.certificates()))
                        .isEmpty();
            }
        }
    }

    /** Values written once are decided by zones; what they decide is compared here, not only what they leave to the search. */
    @Test
    void zones_agree_with_the_textbook_search() {
        CasRegisterModel model = new CasRegisterModel();
        RandomGenerator random = new Seed(7).random();
        int[] verdicts = new int[2];
        for (int i = 0; i < 10_000; i++) {
            History history =
                    Histories.random(random, Vocabulary.casRegister(8), 1 + random.nextInt(8), 1 + random.nextInt(4));
            RegisterOperations operations =
                    RegisterPartition.of(model, false, history, 1).getFirst().operations();
            UniqueValues.Answer answer = UniqueValues.decide(operations);
            if (answer.unique()) {
                boolean expected = LinearizabilityChecker.textbook(model)
                                .judge(history, Oracle.BUDGET)
                                .result()
                                .verdict()
                        == Verdict.VALID;
                verdicts[expected ? 1 : 0]++;
                assertThat(answer.order().isPresent())
                        .as(() -> HistoryNotation.print(history))
                        .isEqualTo(expected);
            }
        }
        assertThat(Math.min(verdicts[0], verdicts[1])).isGreaterThan(1_000);
    }

    private static <S> void compareSmall(Model<S> model, LinearizabilityChecker<?> checker) {
        RandomGenerator random = new Seed(4).substream(model.toString()).random();
        int[] verdicts = new int[2];
        for (int i = 0; i < SMALL_PER_MODEL; i++) {
            History history =
                    Histories.random(random, Vocabulary.ALL.get(model), 1 + random.nextInt(6), 1 + random.nextInt(3));
            verdicts[WitnessVerifier.isLinearizable(model, history.operations()) ? 1 : 0]++;
            assertThat(Oracle.objection(model, checker, history))
                    .as(() -> model + "\n" + HistoryNotation.print(history))
                    .isEmpty();
        }
        // Neither answer is rare, or the comparison would say little.
        assertThat(Math.min(verdicts[0], verdicts[1])).isGreaterThan(SMALL_PER_MODEL / 50);
    }
}
