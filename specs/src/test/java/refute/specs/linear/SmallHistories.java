package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/**
 * Every compare-and-set register history of so many operations by two clients over two values, up to what cannot matter: the names of
 * clients and values, and the order of neighbouring invocations or of neighbouring returns.
 */
final class SmallHistories {
    private static final Value ONE = Value.of(1);
    private static final Value TWO = Value.of(2);
    private static final String[] FUNCTIONS = {"read", "read", "read", "write", "write", "cas", "cas"};
    private static final Value[] VALUES = {
        ONE, TWO, Value.NIL, ONE, TWO, Value.pair(ONE, TWO), Value.pair(TWO, ONE),
    };

    private final int operations;
    private final Consumer<History> consumer;
    private final List<Entry> entries = new ArrayList<>();
    private final int[] open = {-1, -1};
    private final int[] process = {0, 1};
    private long count;

    private SmallHistories(int operations, Consumer<History> consumer) {
        this.operations = operations;
        this.consumer = consumer;
    }

    /** How many there are. */
    static long forEach(int operations, Consumer<History> consumer) {
        SmallHistories histories = new SmallHistories(operations, consumer);
        histories.next(0, -1, false);
        return histories.count;
    }

    /**
     * @param begun how many operations have been invoked
     * @param lastClient whose entry was the last, -1 at the beginning
     * @param lastReturned whether that was a return
     */
    private void next(int begun, int lastClient, boolean lastReturned) {
        if (begun == operations && open[0] < 0 && open[1] < 0) {
            count++;
            consumer.accept(History.of(entries));
            return;
        }
        for (int client = 0; client < 2; client++) {
            if (open[client] < 0) {
                // Clients are alike, so the first entry is client 0's; neighbouring invocations are in the order of
                // clients.
                boolean first = lastClient < 0;
                if (begun == operations || (first && client == 1) || (!first && !lastReturned && client < lastClient)) {
                    continue;
                }
                for (int kind = 0; kind < FUNCTIONS.length; kind++) {
                    if (!(first && VALUES[kind].equals(TWO))) {
                        invoke(begun, client, kind);
                    }
                }
            } else if (!(lastReturned && client < lastClient)) {
                complete(begun, client, EntryKind.OK);
                if (open[client] > 2) {
                    complete(begun, client, EntryKind.INFO);
                }
            }
        }
    }

    private void invoke(int begun, int client, int kind) {
        Value argument = kind < 3 ? Value.NIL : VALUES[kind];
        add(client, EntryKind.INVOKE, kind, argument);
        open[client] = kind;
        next(begun + 1, client, false);
        open[client] = -1;
        entries.removeLast();
    }

    private void complete(int begun, int client, EntryKind outcome) {
        int kind = open[client];
        add(client, outcome, kind, VALUES[kind]);
        open[client] = -1;
        int before = process[client];
        if (outcome == EntryKind.INFO) {
            process[client] = before + 2;
        }
        next(begun, client, true);
        process[client] = before;
        open[client] = kind;
        entries.removeLast();
    }

    private void add(int client, EntryKind entryKind, int kind, Value value) {
        int index = entries.size();
        entries.add(new Entry(
                index, index, new ProcessId(process[client]), entryKind, FUNCTIONS[kind], Value.NIL, value, 0, ""));
    }
}
