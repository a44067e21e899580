package refute.nemeses.shrinking;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.generator.ListedCall;
import refute.harness.run.Limits;
import refute.harness.run.Scenario;
import refute.harness.run.Script;
import refute.harness.world.simulation.Accident;

/**
 * A run as what can be left out of it.
 *
 * @param faults of the schedule
 * @param script operations and accidents
 * @param limitNanos how long the main phase lasts
 * @param nodes of the system
 * @param seed of what is still drawn
 */
public record Case(List<PlannedFault> faults, Script script, long limitNanos, int nodes, long seed) {
    public Case {
        faults = List.copyOf(faults);
    }

    /** Faults, accidents and operations: what it is made small in. */
    public int size() {
        return faults.size() + script.calls().size() + script.accidents().size();
    }

    /** In words. */
    public String words() {
        return faults.size() + " faults, " + script.accidents().size() + " accidents, "
                + script.calls().size() + " operations, " + limitNanos / 1_000_000 + " ms, " + nodes + " nodes";
    }

    /**
     * The scenario of it. A small run owes no number of acknowledged operations.
     *
     * @param base system, workload and world
     */
    public Scenario in(Scenario base) {
        Limits limits = base.limits();
        return script.in(base.nodes(nodes)
                .seed(seed)
                .timeLimit(Duration.ofNanos(limitNanos))
                .schedule(new Schedule(faults))
                .limits(new Limits(
                        limits.operationTimeout(), limits.readyWithin(), limits.recoverWithin(), 0, limits.budget())));
    }

    Case with(List<PlannedFault> other) {
        return new Case(other, script, limitNanos, nodes, seed);
    }

    Case with(Script other) {
        return new Case(faults, other, limitNanos, nodes, seed);
    }

    Case withCalls(List<ListedCall> calls) {
        return with(new Script(calls, script.readsAtEnd(), script.accidents(), script.even()));
    }

    Case withAccidents(List<Accident> accidents) {
        return with(new Script(script.calls(), script.readsAtEnd(), accidents, script.even()));
    }

    /** On fewer nodes, without the accidents of those that are gone. */
    Case withNodes(int other) {
        List<Accident> left = script.accidents().stream()
                .filter(one -> one.at().number() <= other && one.to().number() <= other)
                .toList();
        Script without = new Script(script.calls(), script.readsAtEnd(), left, script.even());
        return new Case(faults, without, limitNanos, other, seed);
    }

    /** With its faults at other times, or as late as they may begin. */
    Case faultsAt(LongUnaryOperator times) {
        return with(faults.stream()
                .map(fault -> new PlannedFault(
                        fault.id(),
                        fault.nemesis(),
                        fault.fault(),
                        Math.min(limitNanos - 1, times.applyAsLong(fault.startNanos())),
                        fault.durationNanos()))
                .sorted(Comparator.comparingLong(PlannedFault::startNanos))
                .toList());
    }

    /** With its accidents at other times. */
    Case accidentsAt(LongUnaryOperator times) {
        return withAccidents(script.accidents().stream()
                .map(accident -> accident.movedTo(times.applyAsLong(accident.atNanos())))
                .sorted(Comparator.comparingLong(Accident::atNanos))
                .toList());
    }

    /** With its operations at other times. */
    Case callsAt(LongUnaryOperator times) {
        return withCalls(script.calls().stream()
                .map(call -> new ListedCall(times.applyAsLong(call.atNanos()), call.worker(), call.call()))
                .sorted(Comparator.comparingLong(ListedCall::atNanos))
                .toList());
    }

    /** With a main phase of another length. */
    Case lasting(long nanos) {
        return new Case(faults, script, nanos, nodes, seed);
    }

    /** Of another seed. */
    Case withSeed(long other) {
        return new Case(faults, script, limitNanos, nodes, other);
    }

    /** Without what begins after that. */
    Case until(long nanos) {
        List<PlannedFault> begun =
                faults.stream().filter(fault -> fault.startNanos() < nanos).toList();
        List<ListedCall> called =
                script.calls().stream().filter(call -> call.atNanos() < nanos).toList();
        Script shorter = new Script(called, script.readsAtEnd(), script.accidents(), script.even());
        return new Case(begun, shorter, nanos, nodes, seed);
    }
}
