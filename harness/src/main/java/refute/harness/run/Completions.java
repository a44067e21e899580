package refute.harness.run;

import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;
import refute.harness.system.Reply;

/** How a reply stands in the history. */
final class Completions {
    private Completions() {}

    static Entry of(Entry invocation, Reply reply, int index, long nanos) {
        EntryKind kind = EntryKind.INFO;
        Value value = Value.NIL;
        long revision = 0;
        String error = "";
        switch (reply) {
            case Reply.Ok ok -> {
                kind = EntryKind.OK;
                value = ok.value();
                revision = ok.revision();
            }
            case Reply.Fail fail -> {
                kind = EntryKind.FAIL;
                error = fail.error();
            }
            case Reply.Info info -> error = info.error();
        }
        return new Entry(
                index,
                nanos,
                invocation.process(),
                kind,
                invocation.function(),
                invocation.key(),
                value,
                revision,
                error);
    }
}
