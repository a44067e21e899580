package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.specs.model.Model;

/** Random small histories of every model, against plain recursion. */
class DifferentialTest {
    private static final int HISTORIES_PER_MODEL = 2_000;
    static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 28, 1);

    static Stream<Model<?>> models() {
        return Vocabulary.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_textbook_search_agrees_with_plain_recursion(Model<?> model) {
        compare(model, LinearizabilityChecker.textbook(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_engine_agrees_with_plain_recursion(Model<?> model) {
        compare(model, LinearizabilityChecker.of(model));
    }

    private static <S> void compare(Model<S> model, LinearizabilityChecker<?> checker) {
        RandomGenerator random = new Seed(4).substream(model.toString()).random();
        int[] verdicts = new int[2];
        for (int i = 0; i < HISTORIES_PER_MODEL; i++) {
            History history =
                    Histories.random(random, Vocabulary.ALL.get(model), 1 + random.nextInt(6), 1 + random.nextInt(3));
            boolean expected = WitnessVerifier.isLinearizable(model, history.operations());
            Judgement judgement = checker.judge(history, BUDGET);
            verdicts[expected ? 1 : 0]++;
            assertThat(judgement.result().verdict())
                    .as(() -> model + " " + show(history) + judgement)
                    .isEqualTo(expected ? Verdict.VALID : Verdict.INVALID);
            if (expected) {
                assertThat(LinearizationVerifier.objection(model, history, judgement.certificates()))
                        .as(() -> show(history))
                        .isEmpty();
            } else {
                Witness.Unlinearizable witness =
                        (Witness.Unlinearizable) judgement.result().witnesses().getFirst();
                assertThat(witness.minimal()).isTrue();
                assertThat(WitnessVerifier.objection(model, witness))
                        .as(() -> show(history) + witness)
                        .isEmpty();
            }
        }
        // Neither answer is rare, or the comparison would say little.
        assertThat(Math.min(verdicts[0], verdicts[1])).isGreaterThan(HISTORIES_PER_MODEL / 50);
    }

    static String show(History history) {
        StringBuilder text = new StringBuilder();
        history.entries()
                .forEach(e -> text.append("\n  ")
                        .append(e.process())
                        .append(' ')
                        .append(e.kind().word())
                        .append(' ')
                        .append(e.function())
                        .append(' ')
                        .append(e.value()));
        return text.append('\n').toString();
    }
}
