package refute.specs.ordered;

import java.util.List;
import java.util.Optional;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * Whether the map finds its own structure whole, when it is asked in the end. The function is {@code check}; its answer lists what is wrong. A change
 * that is still on its way may be seen half done, so only what every look reports is held against it.
 */
public final class StructureChecker implements Checker {
    @Override
    public String name() {
        return "structure";
    }

    @Override
    public String description() {
        return "the map finds its own structure whole";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        List<Operation> looks = evidence.history().clients().operations().stream()
                .filter(operation -> operation.function().equals("check") && operation.isOk())
                .toList();
        if (looks.isEmpty()) {
            return CheckResult.unknown(name(), "nobody was told of the structure");
        }
        Optional<Operation> whole = looks.stream()
                .filter(look -> ((Value.Vec) look.result()).items().isEmpty())
                .findFirst();
        if (whole.isPresent()) {
            return CheckResult.valid(name(), "the structure is whole");
        }
        Operation last = looks.getLast();
        String problem = Scan.text(((Value.Vec) last.result()).items().getFirst());
        return CheckResult.invalid(
                name(),
                "the structure is not whole: " + problem,
                List.of(new Witness.Contradiction(
                        "the structure is not whole: " + problem, "structure", List.of(last))));
    }
}
