package refute.specs;

import java.util.ArrayList;
import java.util.List;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/** Writes a history down entry by entry; the n-th entry is at n milliseconds. */
public final class Recording {
    private final List<Entry> entries = new ArrayList<>();

    public Recording invoke(int process, String function, Value key, Value argument) {
        return add(process, EntryKind.INVOKE, function, key, argument, 0);
    }

    public Recording ok(int process, Value result, long revision) {
        Entry begun = begun(process);
        return add(process, EntryKind.OK, begun.function(), begun.key(), result, revision);
    }

    public Recording fail(int process) {
        Entry begun = begun(process);
        return add(process, EntryKind.FAIL, begun.function(), begun.key(), Value.NIL, 0);
    }

    public Recording info(int process) {
        Entry begun = begun(process);
        return add(process, EntryKind.INFO, begun.function(), begun.key(), Value.NIL, 0);
    }

    public History history() {
        return History.of(entries);
    }

    private Recording add(int process, EntryKind kind, String function, Value key, Value value, long revision) {
        int index = entries.size();
        entries.add(
                new Entry(index, index * 1_000_000L, new ProcessId(process), kind, function, key, value, revision, ""));
        return this;
    }

    private Entry begun(int process) {
        return entries.reversed().stream()
                .filter(entry -> entry.process().number() == process)
                .findFirst()
                .orElseThrow();
    }
}
