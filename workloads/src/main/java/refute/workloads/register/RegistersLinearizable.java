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

/**
 * Linearizability of each register with its revisions, where a compare-and-set that did not match says that the register held
 * another value, and one that failed for any other reason says nothing.
 */
final class RegistersLinearizable implements Checker {
    private final LinearizabilityChecker<?> checker =
            LinearizabilityChecker.of(new VersionedRegisterModel(Value.NIL, FailedCas.OBSERVATION));

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
        CheckResult result = checker.check(Evidence.of(heard), budget);
        return new CheckResult(
                name(), result.verdict(), result.reason(), result.witnesses(), result.figures(), result.nanos());
    }
}
