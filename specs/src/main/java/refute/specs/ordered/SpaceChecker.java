package refute.specs.ordered;

import java.util.List;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * Whether what is kept stays within a factor of what is needed, however often it is overwritten. The function is {@code size}; its answer is a list of
 * three numbers of bytes: what is kept, what of it is needed, and what the system may keep besides in any case.
 *
 * @param factor at most so many times what is needed
 */
public record SpaceChecker(int factor) implements Checker {
    @Override
    public String name() {
        return "space";
    }

    @Override
    public String description() {
        return "what is kept is at most " + factor + " times what is needed";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        long sizes = 0;
        long keptMost = 0;
        for (Operation operation : evidence.history().clients().operations()) {
            if (!operation.function().equals("size") || !operation.isOk()) {
                continue;
            }
            List<Value> numbers = ((Value.Vec) operation.result()).items();
            long kept = number(numbers.get(0));
            long needed = number(numbers.get(1));
            long besides = number(numbers.get(2));
            sizes++;
            keptMost = Math.max(keptMost, kept);
            if (kept > factor * needed + besides) {
                String sentence = Sentences.of(operation) + ": " + kept + " bytes are kept of which " + needed
                        + " are needed, more than " + factor + " times that and " + besides + " besides";
                return CheckResult.invalid(
                        name(), sentence, List.of(new Witness.Contradiction(sentence, "space", List.of(operation))));
            }
        }
        return sizes == 0
                ? CheckResult.unknown(name(), "the size was never told")
                : CheckResult.valid(
                                name(), "at each of " + sizes + " looks within " + factor + " times what was needed")
                        .with("kept at most", Value.of(keptMost));
    }

    private static long number(Value value) {
        return ((Value.Int) value).number();
    }
}
