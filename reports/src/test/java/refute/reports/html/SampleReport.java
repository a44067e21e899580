package refute.reports.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
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
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.reports.Report;

/** Reports with everything in them, for tests to open. */
public final class SampleReport {
    private static final int WORKERS = 6;

    private SampleReport() {}

    /** An invalid run of so many operations over a minute; values from the list in turn, or numbers if it is empty. */
    public static Report of(int operations, List<Value> values) {
        return of(operations, WORKERS, values, threeFaults());
    }

    /** The same with as many clients and faults as asked for. */
    static Report of(int operations, int workers, List<Value> values, List<InjectedFault> faults) {
        History history = SampleHistory.of(operations, workers, values);
        CheckResult good =
                CheckResult.valid("statistics", "every function succeeded").with("ok", Value.of(9876));
        Report.Log log = new Report.Log("n1", "nodes/n1/log-1.txt", "started\nelected", true);
        return new Report(header(workers), history, faults, List.of(bad(history), good), List.of(log));
    }

    /** A run that recorded nothing and goes on. */
    public static Report begun() {
        Report.Header header = new Report.Header(
                "etcd, register",
                Verdict.UNKNOWN,
                "Nothing has judged this run yet.",
                "",
                6,
                3,
                true,
                new LinkedHashMap<>());
        return new Report(header, History.empty(), List.of(), List.of(), List.of());
    }

    private static CheckResult bad(History history) {
        List<Operation> all = history.operations();
        int from = Math.min(20, all.size() - 4);
        List<Operation> few = all.subList(from, from + 4);
        String sentence = "process 3 read 4 at 1.204 s, but 5 had been written and acknowledged at 1.100 s";
        Witness.Attempt attempt = new Witness.Attempt(
                few.stream().limit(3).map(Operation::index).toList(),
                List.of("4", "5", "5"),
                "read → 4 does not fit: the register holds 5");
        Witness witness = new Witness.Unlinearizable(
                sentence, "register", Value.of("k0"), few, few.subList(3, 4), few.getLast(), List.of(attempt), true);
        Witness other =
                new Witness.Contradiction("process 4 read what nobody wrote", "read-from-nowhere", few.subList(0, 1));
        return CheckResult.invalid("linearizable", sentence, List.of(witness, other));
    }

    private static Report.Header header(int workers) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("seed", "42");
        facts.put("world", "processes");
        return new Report.Header(
                "etcd 3.6.5, register, 3 nodes",
                Verdict.INVALID,
                "process 3 read 4 at 1.204 s, but 5 had been written and acknowledged at 1.100 s",
                "./refute run etcd register --seed 42 --nemesis partition,kill,pause",
                workers,
                3,
                false,
                facts);
    }

    private static List<InjectedFault> threeFaults() {
        return List.of(fault("f1", 10, 18), fault("f2", 15, 24), fault("f3", 40, 47));
    }

    /** So many faults that lie on each other. */
    static List<InjectedFault> manyFaults(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> fault("f" + n, n % 40, n % 40 + 5 + n % 11))
                .toList();
    }

    static InjectedFault fault(String id, long fromSeconds, long toSeconds) {
        long second = 1_000_000_000L;
        Fault fault = new Fault.Partition(new Shape.Isolate(new Target.One(1)), Cut.STALLED);
        return new InjectedFault(
                new PlannedFault(id, "partition", fault, fromSeconds * second, (toSeconds - fromSeconds) * second),
                List.of(new NodeId(2)),
                "partition: n2 isolated, stalled",
                fromSeconds * second,
                toSeconds * second,
                new Effect(!id.endsWith("3"), "41 kB stalled on 4 ways; leader n2 → n3", new LinkedHashMap<>()));
    }
}
