package refute.workloads.register;

import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.generator.Step;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;

/**
 * Reads one register after the other, from the first on, until there are no more: how many were used in the run nobody tells it,
 * but registers are taken in order, so that after the last one all reads are barren. So are those of a system that does not answer.
 *
 * @param reads all that could be asked
 * @param barren reads in a row that told no value
 * @param barrenMax with so many it ends
 */
record FinalReads(Generator reads, int barren, int barrenMax) implements Generator {
    @Override
    public Step next(Context context) {
        Step step = reads.next(context);
        return step instanceof Step.Invoke invoke
                ? new Step.Invoke(invoke.request(), new FinalReads(invoke.rest(), barren, barrenMax))
                : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        boolean completes = entry.kind().isCompletion() && !entry.process().isNemesis();
        boolean told = entry.kind() == EntryKind.OK && !entry.value().equals(Value.NIL);
        int now = !completes ? barren : told ? 0 : barren + 1;
        Generator updated = reads.update(context, entry);
        return now >= barrenMax ? Generators.nothing() : new FinalReads(updated, now, barrenMax);
    }
}
