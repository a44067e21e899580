package refute.harness.generator;

import java.util.HashSet;
import java.util.Set;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.ProcessId;

/**
 * Goes on until one of its own operations completes ok.
 *
 * @param inner what it tries
 * @param open the processes whose present operation is one of its own
 */
record UntilOk(Generator inner, Set<ProcessId> open) implements Generator {
    UntilOk {
        open = Set.copyOf(open);
    }

    @Override
    public Step next(Context context) {
        Step step = inner.next(context);
        if (!(step instanceof Step.Invoke invoke)) {
            return step;
        }
        Set<ProcessId> more = new HashSet<>(open);
        more.add(invoke.request().process());
        return new Step.Invoke(invoke.request(), new UntilOk(invoke.rest(), more));
    }

    @Override
    public Generator update(Context context, Entry entry) {
        Set<ProcessId> still = open;
        if (entry.kind().isCompletion() && open.contains(entry.process())) {
            if (entry.kind() == EntryKind.OK) {
                return Nothing.INSTANCE;
            }
            still = new HashSet<>(open);
            still.remove(entry.process());
        }
        Generator updated = inner.update(context, entry);
        return Parts.same(updated, inner) && Parts.same(still, open) ? this : new UntilOk(updated, still);
    }
}
