package refute.specs.ordered;

import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.model.FailedCas;
import refute.specs.model.MapEntryModel;

/** Linearizability of each key of a map, by the engine; a compare-and-set that did not match says that the key had another value. */
public final class KeysLinearizable implements Checker {
    private static final MapEntryModel MODEL = new MapEntryModel(Value.NIL, FailedCas.OBSERVATION);

    private final LinearizabilityChecker<?> checker = LinearizabilityChecker.of(MODEL);

    @Override
    public String name() {
        return "linearizable-keys";
    }

    @Override
    public String description() {
        return "whether the operations on each key of a map have one order that explains every answer";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        History clients = evidence.history().clients();
        History onKeys = clients.where(at -> !clients.key(at).equals(Value.NIL));
        CheckResult result = checker.check(Evidence.of(FailedCas.OBSERVATION.heard(onKeys)), budget);
        return new CheckResult(
                name(), result.verdict(), result.reason(), result.witnesses(), result.figures(), result.nanos());
    }
}
