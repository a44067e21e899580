package refute.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import refute.harness.fault.Cut;
import refute.harness.fault.Fault;
import refute.harness.fault.Impairment;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.generator.Call;
import refute.harness.generator.ListedCall;
import refute.harness.history.History;
import refute.harness.workload.ListedWorkload;
import refute.harness.workload.Workload;

/**
 * What properties of jqwik are about: faults, schedules, histories, workloads. All are made of jqwik's own parts, so a failing one becomes
 * smaller by itself: fewer faults and operations first, then earlier and shorter ones.
 *
 * <p>Times are whole milliseconds, as people can read them.
 */
public final class FaultArbitraries {
    private static final long MILLI = 1_000_000L;
    private static final long SHORTEST_MILLIS = 100;

    private FaultArbitraries() {}

    /** Each kind of fault, on each kind of target. */
    public static Arbitrary<Fault> faults() {
        return Arbitraries.oneOf(kills(), pauses(), partitions(), badLinks());
    }

    public static Arbitrary<Fault> kills() {
        return targets().map(Fault.Kill::new);
    }

    public static Arbitrary<Fault> pauses() {
        return targets().map(Fault.Pause::new);
    }

    public static Arbitrary<Fault> partitions() {
        return Combinators.combine(shapes(), Arbitraries.of(Cut.values())).as(Fault.Partition::new);
    }

    public static Arbitrary<Fault> badLinks() {
        Arbitrary<Long> millis = Arbitraries.longs().between(1, 500).map(each -> each * MILLI);
        Arbitrary<Impairment> impairments = Arbitraries.oneOf(
                Combinators.combine(millis, millis).as(Impairment.Late::new),
                Arbitraries.longs().between(1, 1000).map(Impairment.Narrow::new),
                millis.map(Impairment.Reset::new),
                Arbitraries.longs().between(1, 100_000).map(Impairment.Limited::new));
        return Combinators.combine(targets(), impairments).as(Fault.BadLinks::new);
    }

    /**
     * Schedules of none to so many faults, each of which begins and ends within the time.
     *
     * @param faults which ones
     * @param within at least a second
     */
    public static Arbitrary<Schedule> schedules(Arbitrary<? extends Fault> faults, int most, Duration within) {
        long millis = within.toMillis();
        if (millis < 1000) {
            throw new IllegalArgumentException("a schedule takes a second at least: " + within);
        }
        Arbitrary<Draft> drafts = Combinators.combine(
                        faults,
                        Arbitraries.longs().between(0, millis - 2 * SHORTEST_MILLIS),
                        Arbitraries.longs().between(SHORTEST_MILLIS, millis / 2))
                .as((fault, start, lasting) -> new Draft(fault, start, Math.min(lasting, millis - start)));
        return drafts.list().ofMaxSize(most).map(FaultArbitraries::schedule);
    }

    /**
     * Histories of one register: reads, writes and compare-and-sets that overlap in every way, with results that some may have seen and some
     * nobody can have. Whether one is linearizable is for a checker to say.
     *
     * @param processes how many clients; positive
     * @param most how many operations at most
     */
    public static Arbitrary<History> histories(int processes, int most) {
        return RegisterHistories.of(processes, most);
    }

    /**
     * The workload with a main phase of none to so many calls, each at its time by its worker, and its own final operations.
     *
     * @param workload whose contract, names and checkers
     * @param calls what is called
     * @param workers of the scenario, as many as it has
     */
    public static Arbitrary<Workload> workloads(
            Workload workload, Arbitrary<Call> calls, int workers, int most, Duration within) {
        long millis = within.toMillis();
        Arbitrary<ListedCall> listed = Combinators.combine(
                        Arbitraries.longs().between(0, millis),
                        Arbitraries.integers().between(0, workers - 1),
                        calls)
                .as((at, worker, call) -> new ListedCall(at * MILLI, worker, call));
        return listed.list()
                .ofMaxSize(most)
                .map(list -> new ListedWorkload(
                        workload,
                        list.stream()
                                .sorted(Comparator.comparingLong(ListedCall::atNanos))
                                .toList(),
                        millis * MILLI,
                        0,
                        true));
    }

    private static Arbitrary<Target> targets() {
        Arbitrary<Long> picks = Arbitraries.longs().between(0, 1000);
        return Arbitraries.oneOf(
                picks.map(Target.One::new),
                picks.map(Target.Leader::new),
                picks.map(Target.Minority::new),
                picks.map(Target.Majority::new),
                Arbitraries.just(new Target.All()));
    }

    private static Arbitrary<Shape> shapes() {
        Arbitrary<Long> picks = Arbitraries.longs().between(0, 1000);
        return Arbitraries.oneOf(
                Arbitraries.just(new Shape.Halves()),
                targets().map(Shape.Isolate::new),
                picks.map(Shape.RandomHalves::new),
                picks.map(Shape.Bridge::new),
                picks.map(Shape.MajorityRing::new),
                targets().map(Shape.OneWay::new),
                targets().map(Shape.ClientSide::new));
    }

    private record Draft(Fault fault, long startMillis, long lastingMillis) {}

    private static Schedule schedule(List<Draft> drafts) {
        List<PlannedFault> faults = new ArrayList<>();
        for (Draft draft : drafts) {
            faults.add(new PlannedFault(
                    "fault-" + (faults.size() + 1),
                    "schedule",
                    draft.fault(),
                    draft.startMillis() * MILLI,
                    draft.lastingMillis() * MILLI));
        }
        return new Schedule(faults);
    }
}
