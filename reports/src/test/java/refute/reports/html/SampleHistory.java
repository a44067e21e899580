package refute.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryBuilder;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/** A made-up history of a minute: reads and writes of many keys, some failed, some of unknown outcome. */
final class SampleHistory {
    private static final long RUN_NANOS = 60_000_000_000L;
    private static final int OPERATIONS_OF_A_KEY = 500;

    private final RandomGenerator random = new Seed(7).random();
    private final HistoryBuilder builder = new HistoryBuilder();
    private final List<Entry> open = new ArrayList<>();
    private final int[] processes;
    private final boolean[] busy;
    private final List<Value> values;
    private int index;
    private long time;

    private SampleHistory(int workers, List<Value> values) {
        this.processes = new int[workers];
        this.busy = new boolean[workers];
        for (int worker = 0; worker < workers; worker++) {
            processes[worker] = worker;
        }
        this.values = values;
    }

    /**
     * So many operations.
     *
     * @param values what is written and read, in turn; none means a new number each time, as workloads do
     */
    static History of(int operations, int workers, List<Value> values) {
        SampleHistory sample = new SampleHistory(workers, values);
        long step = RUN_NANOS / Math.max(1, operations);
        for (int n = 0; n < operations; n++) {
            while (sample.open.size() == workers || !sample.open.isEmpty() && sample.random.nextInt(3) == 0) {
                sample.complete(step, n);
            }
            sample.invoke(step, n);
        }
        return sample.builder.build();
    }

    private void invoke(long step, int n) {
        time += step / 4 + random.nextLong(step / 2 + 1);
        int worker = n % processes.length;
        while (busy[worker]) {
            worker = (worker + 1) % processes.length;
        }
        busy[worker] = true;
        boolean read = random.nextBoolean();
        Entry invocation = Entry.invoke(
                index++,
                time,
                new ProcessId(processes[worker]),
                read ? "read" : "write",
                Value.of("k" + n / OPERATIONS_OF_A_KEY),
                read ? Value.NIL : value(n));
        builder.add(invocation);
        open.add(invocation);
    }

    private void complete(long step, int n) {
        Entry invocation = open.remove(random.nextInt(open.size()));
        time += random.nextLong(step / 2 + 1);
        int draw = random.nextInt(200);
        EntryKind kind = draw == 0 ? EntryKind.INFO : draw < 8 ? EntryKind.FAIL : EntryKind.OK;
        boolean answered = invocation.function().equals("read") && kind == EntryKind.OK;
        builder.add(new Entry(
                index++,
                time,
                invocation.process(),
                kind,
                invocation.function(),
                invocation.key(),
                answered ? value(Math.max(0, n - random.nextInt(20))) : invocation.value(),
                0,
                kind == EntryKind.OK ? "" : "timeout after 5 s"));
        int worker = invocation.process().number() % processes.length;
        busy[worker] = false;
        if (kind == EntryKind.INFO) {
            processes[worker] += processes.length;
        }
    }

    private Value value(int n) {
        return values.isEmpty() ? Value.of(n) : values.get(n % values.size());
    }
}
