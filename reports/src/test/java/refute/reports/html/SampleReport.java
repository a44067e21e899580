package refute.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.fault.Cut;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryBuilder;
import refute.harness.history.Operation;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.system.NodeId;

/** A report with everything in it, for tests to open. */
final class SampleReport {
    private static final int WORKERS = 6;

    private SampleReport() {}

    /** So many operations over a minute, some failed, some unknown; values from the list, in turn. */
    static Report of(int operations, List<Value> values) {
        History history = history(operations, values);
        List<Operation> all = history.operations();
        List<Operation> few = all.subList(Math.min(20, all.size() - 4), Math.min(24, all.size()));
        Witness witness = new Witness.Unlinearizable(
                "process 3 read 4 at 1.204 s, but 5 had been written and acknowledged at 1.100 s and nothing wrote 4 after it",
                "register",
                Value.of("k1"),
                few,
                few.getLast(),
                List.of(new Witness.Attempt(
                        few.stream().limit(3).map(Operation::index).toList(),
                        List.of("4", "5", "5"),
                        "read → 4 does not fit: the register holds 5")),
                true);
        CheckResult bad = CheckResult.invalid("linearizable", witness.sentence(), List.of(witness));
        CheckResult good =
                CheckResult.valid("statistics", "every function succeeded").with("ok", Value.of(9876));
        return new Report(
                header(),
                history,
                List.of(fault("f1", 10, 18), fault("f2", 15, 24), fault("f3", 40, 47)),
                List.of(bad, good),
                List.of(new Report.Log("n1", "nodes/n1/log-1.txt", "started\nelected", true)));
    }

    private static Report.Header header() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("seed", "42");
        facts.put("world", "processes");
        return new Report.Header(
                "etcd-register",
                Verdict.INVALID,
                "the history of key k1 has no linearization: process 3 read 4 after 5 had been acknowledged",
                "refute run etcd register --seed 42 --nemesis partition,kill,pause",
                WORKERS,
                3,
                false,
                facts);
    }

    private static InjectedFault fault(String id, long fromSeconds, long toSeconds) {
        long second = 1_000_000_000L;
        return new InjectedFault(
                new PlannedFault(
                        id,
                        "partition",
                        new Fault.Partition(new Shape.Isolate(new Target.One(1)), Cut.STALLED),
                        fromSeconds * second,
                        (toSeconds - fromSeconds) * second),
                List.of(new NodeId(2)),
                "partition: n2 isolated, stalled",
                fromSeconds * second,
                toSeconds * second,
                new Effect(true, "41 kB stalled on 4 ways; leader n2 → n3", new LinkedHashMap<>()));
    }

    static History history(int operations, List<Value> values) {
        RandomGenerator random = new Seed(7).random();
        long step = 60_000_000_000L / Math.max(1, operations);
        HistoryBuilder builder = new HistoryBuilder();
        int[] process = new int[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            process[i] = i;
        }
        List<Entry> open = new ArrayList<>();
        int index = 0;
        long time = 0;
        for (int n = 0; n < operations; n++) {
            if (open.size() == WORKERS || (!open.isEmpty() && random.nextInt(3) == 0)) {
                Entry invocation = open.remove(random.nextInt(open.size()));
                time += step / 2;
                int draw = random.nextInt(200);
                EntryKind kind = draw == 0 ? EntryKind.INFO : draw < 8 ? EntryKind.FAIL : EntryKind.OK;
                builder.add(new Entry(
                        index++,
                        time,
                        invocation.process(),
                        kind,
                        invocation.function(),
                        invocation.key(),
                        invocation.function().equals("read") ? values.get(n % values.size()) : invocation.value(),
                        0,
                        kind == EntryKind.OK ? "" : "timeout after 5 s"));
                if (kind == EntryKind.INFO) {
                    process[invocation.process().number() % WORKERS] += WORKERS;
                }
            }
            time += step / 2;
            int worker = n % WORKERS;
            while (isOpen(open, process[worker])) {
                worker = (worker + 1) % WORKERS;
            }
            boolean read = random.nextBoolean();
            Entry invocation = Entry.invoke(
                    index++,
                    time,
                    new ProcessId(process[worker]),
                    read ? "read" : "write",
                    Value.of("k" + n / 500),
                    read ? Value.NIL : values.get(n % values.size()));
            builder.add(invocation);
            open.add(invocation);
        }
        return builder.build();
    }

    private static boolean isOpen(List<Entry> open, int process) {
        return open.stream().anyMatch(entry -> entry.process().number() == process);
    }
}
