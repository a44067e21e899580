package refute.specs.linear;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;

/**
 * Looks for a random history about which a search is wrong that a test has broken: the other verdict than plain recursion, an order that
 * the verifier does not accept, an index out of its bounds, or an invariant of its own that does not hold.
 */
final class Hunt {
    private static final int HISTORIES = 40_000;

    private Hunt() {}

    /** What the tests break. */
    interface Suspect extends BiFunction<CasRegisterModel, RegisterOperations, Finding> {}

    /** Up to the first mistake, over registers of few values with crashed operations and failed compare-and-sets that observe. */
    static boolean catches(Suspect suspect) {
        RandomGenerator random = new Seed(8).random();
        for (int i = 0; i < HISTORIES; i++) {
            FailedCas failedCas = FailedCas.values()[i % 2];
            History history = Histories.random(
                    random, Vocabulary.casRegister(2 + i % 2), 1 + random.nextInt(8), 1 + random.nextInt(5));
            if (isWrong(new CasRegisterModel(Value.NIL, failedCas), history, suspect)) {
                return true;
            }
        }
        return false;
    }

    static boolean isWrong(CasRegisterModel model, History history, Suspect suspect) {
        boolean observes = model.failedCas() == FailedCas.OBSERVATION;
        RegisterOperations operations =
                RegisterPartition.of(model, observes, history, 1).getFirst().operations();
        try {
            return isWrong(model, history, suspect.apply(model, operations));
        } catch (IndexOutOfBoundsException | AssertionError broken) {
            return true;
        }
    }

    static boolean isWrong(Model<?> model, History history, Finding finding) {
        boolean expected = WitnessVerifier.isLinearizable(model, history.operations());
        return switch (finding) {
            case Finding.Linearizable found ->
                !expected
                        || LinearizationVerifier.objection(
                                        model, history, List.of(new Linearization(Value.NIL, found.order())))
                                .isPresent();
            case Finding.Stuck found -> expected;
            case Finding.Unfinished found -> true;
        };
    }
}
