package refute.specs.linear;

import java.time.Duration;
import java.util.Optional;
import refute.harness.check.Budget;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.specs.model.Model;

/** Compares an answer of a checker with plain recursion, and its proof with the verifiers. */
final class Oracle {
    static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 28, 1);

    private Oracle() {}

    /** What is wrong with the checker's answer about this history, which has a handful of operations. */
    static <S> Optional<String> objection(Model<S> model, LinearizabilityChecker<?> checker, History history) {
        boolean expected = WitnessVerifier.isLinearizable(model, history.operations());
        Judgement judgement = checker.judge(history, BUDGET);
        Verdict wanted = expected ? Verdict.VALID : Verdict.INVALID;
        if (judgement.result().verdict() != wanted) {
            return Optional.of("it is " + wanted.word() + ", not "
                    + judgement.result().verdict().word() + ": "
                    + judgement.result().reason());
        }
        if (expected) {
            return LinearizationVerifier.objection(model, history, judgement.certificates());
        }
        Witness.Unlinearizable witness =
                (Witness.Unlinearizable) judgement.result().witnesses().getFirst();
        if (WitnessVerifier.isRegister(model)) {
            Optional<Operation> missing = WitnessVerifier.missing(model, witness, history.operations());
            if (missing.isPresent()) {
                return Optional.of("the witness lacks what may explain it: " + missing.get());
            }
        }
        return witness.minimal() && !witness.core().isEmpty()
                ? WitnessVerifier.objection(model, witness)
                : Optional.of("not known to be minimal");
    }
}
