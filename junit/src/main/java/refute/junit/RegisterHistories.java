package refute.junit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryBuilder;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/**
 * Histories of one register, drawn step by step: each step is one end of an operation of one client, its invocation if none is open.
 */
final class RegisterHistories {
    private static final int VALUES = 4;
    private static final long MILLI = 1_000_000L;

    private RegisterHistories() {}

    static Arbitrary<History> of(int processes, int most) {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.integers().between(0, processes - 1),
                        Arbitraries.of("read", "write", "cas"),
                        Arbitraries.of(EntryKind.OK, EntryKind.FAIL, EntryKind.INFO),
                        Arbitraries.integers().between(0, VALUES),
                        Arbitraries.integers().between(1, VALUES))
                .as(Step::new);
        return steps.list().ofMaxSize(2 * most).map(list -> history(list, processes, most));
    }

    /**
     * One end of an operation.
     *
     * @param seen by a read, or expected by a compare-and-set; 0 is what was never written
     * @param written by a write or a compare-and-set
     */
    private record Step(int client, String function, EntryKind kind, int seen, int written) {
        Value argument() {
            return switch (function) {
                case "read" -> Value.NIL;
                case "write" -> Value.of(written);
                default -> Value.pair(Value.of(Math.max(1, seen)), Value.of(written));
            };
        }
    }

    private static History history(List<Step> steps, int processes, int most) {
        Map<Integer, Entry> open = new HashMap<>();
        int[] retired = new int[processes];
        HistoryBuilder history = new HistoryBuilder();
        int invoked = 0;
        for (Step step : steps) {
            int client = step.client();
            ProcessId process = new ProcessId(client + processes * retired[client]);
            int index = history.size();
            Entry invocation = open.remove(client);
            if (invocation == null) {
                if (invoked == most) {
                    continue;
                }
                invoked++;
                Entry entry = Entry.invoke(index, index * MILLI, process, step.function(), Value.NIL, step.argument());
                open.put(client, entry);
                history.add(entry);
                continue;
            }
            history.add(completion(step, invocation, index));
            retired[client] += step.kind() == EntryKind.INFO ? 1 : 0;
        }
        return history.build();
    }

    private static Entry completion(Step step, Entry invocation, int index) {
        boolean reads = invocation.function().equals("read");
        Value seen = step.seen() == 0 ? Value.NIL : Value.of(step.seen());
        return new Entry(
                index,
                index * MILLI,
                invocation.process(),
                step.kind(),
                invocation.function(),
                invocation.key(),
                reads && step.kind() == EntryKind.OK ? seen : invocation.value(),
                0,
                step.kind() == EntryKind.OK ? "" : "drawn");
    }
}
