package refute.harness.check;

import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/** With too few acknowledged operations a run says nothing. */
record Acknowledged(long least) implements Checker {
    @Override
    public String name() {
        return "acknowledged";
    }

    @Override
    public String description() {
        return "enough operations were acknowledged for the run to say anything";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        History history = evidence.history();
        long count = 0;
        for (int at = 0; at < history.size(); at++) {
            count += history.process(at) >= 0 && history.kind(at) == EntryKind.OK ? 1 : 0;
        }
        CheckResult result = count >= least
                ? CheckResult.valid(
                        name(), count + " operations were acknowledged, at least " + least + " are asked for")
                : CheckResult.unknown(
                        name(),
                        "only " + count + " operations were acknowledged, at least " + least + " are asked for");
        return result.with("acknowledged", Value.of(count));
    }
}
