package refute.workloads.register;

import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.model.FailedCas;
import refute.specs.model.VersionedRegisterModel;
import refute.specs.session.StillHolds;

/**
 * Linearizability of each register with its revisions, where a compare-and-set that did not match says that the register held
 * another value, and one that failed for any other reason says nothing. If it does not hold, the result says what still does.
 */
final class RegistersLinearizable implements Checker {
    private static final VersionedRegisterModel MODEL = new VersionedRegisterModel(Value.NIL, FailedCas.OBSERVATION);

    private final LinearizabilityChecker<?> checker = LinearizabilityChecker.of(MODEL);

    @Override
    public String name() {
        return "linearizable";
    }

    @Override
    public String description() {
        return "whether the operations on each register have one order that explains every answer";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        History heard = FailedCas.OBSERVATION.heard(evidence.history().clients());
        CheckResult result = StillHolds.with(checker.check(Evidence.of(heard), budget), MODEL, heard, budget);
        return new CheckResult(
                name(), result.verdict(), result.reason(), result.witnesses(), result.figures(), result.nanos());
    }
}
