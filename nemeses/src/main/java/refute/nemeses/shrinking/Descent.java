package refute.nemeses.shrinking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import refute.harness.fault.Fault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.generator.ListedCall;
import refute.harness.run.Script;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;
import refute.harness.world.simulation.Chance;

/**
 * One way down from a failing case: leaves out list by list what is not needed, the cheapest and greatest steps first, round by round
 * until a whole round changes nothing. Each step is from a case that fails to a smaller one that does. Owned by one thread.
 */
final class Descent {
    private static final int ROUNDS_MAX = 20;
    private static final long MILLI = 1_000_000L;
    private static final long SHORTEST_NANOS = MILLI;

    private final Attempts attempts;
    private final Optional<Chance> order;
    private final Consumer<Case> listener;
    private Case best;
    private long endNanos;

    /**
     * @param failing where it begins
     * @param failingEndNanos when the last operation of its run was
     * @param order in which the items of a list are left out; from the end, if nothing is said
     * @param listener hears of each case that is smaller and fails
     */
    Descent(Case failing, long failingEndNanos, Attempts attempts, Optional<Chance> order, Consumer<Case> listener) {
        this.best = failing;
        this.endNanos = failingEndNanos;
        this.attempts = attempts;
        this.order = order;
        this.listener = listener;
    }

    Case best() {
        return best;
    }

    /** What takes few tries, whatever there is: all of a list or of a sort at once, time, nodes. */
    void begin() throws InterruptedException {
        time();
        simplify();
        attempt(best.with(List.of()));
        attempt(best.withCalls(List.of()));
        attempt(best.withAccidents(List.of()));
        sorts();
        nodes();
    }

    /** Until nothing more can be left out alone; whether it came there. */
    boolean run() throws InterruptedException {
        for (int round = 0; round < ROUNDS_MAX && attempts.goOn(); round++) {
            Case before = best;
            time();
            simplify();
            leaveOut(best.faults(), Case::with);
            sorts();
            leaveOut(best.script().accidents(), Case::withAccidents);
            groups(ListedCall::worker);
            groups(call -> call.call().key());
            groups(call -> call.call().function());
            leaveOut(best.script().calls(), Case::withCalls);
            narrow();
            shorten();
            nodes();
            if (best.equals(before)) {
                return attempts.goOn();
            }
        }
        return false;
    }

    /** The end comes soon after the failure, and then sooner. */
    private void time() throws InterruptedException {
        if (endNanos < best.limitNanos() - MILLI) {
            attempt(best.until(endNanos / MILLI * MILLI + MILLI));
        }
        for (long part = 2; part <= 32; part *= 2) {
            long limit = best.limitNanos() - best.limitNanos() / part;
            if (limit > SHORTEST_NANOS) {
                attempt(best.until(limit / MILLI * MILLI));
            }
        }
    }

    /** Without the final operations; with nothing that varies. */
    private void simplify() throws InterruptedException {
        Script script = best.script();
        if (script.readsAtEnd()) {
            attempt(best.with(new Script(script.calls(), false, script.accidents(), script.even())));
        }
        script = best.script();
        if (!script.even()) {
            attempt(best.with(new Script(script.calls(), script.readsAtEnd(), script.accidents(), true)));
        }
    }

    private void sorts() throws InterruptedException {
        for (Accident.What what : Accident.What.values()) {
            without(what);
        }
    }

    private void without(Accident.What what) throws InterruptedException {
        List<Accident> others = best.script().accidents().stream()
                .filter(accident -> accident.what() != what)
                .toList();
        if (others.size() < best.script().accidents().size()) {
            attempt(best.withAccidents(others));
        }
    }

    /** All operations at once that have something in common: their client, their key, what they do. */
    private void groups(Function<ListedCall, Object> common) throws InterruptedException {
        List<Object> groups =
                best.script().calls().stream().map(common).distinct().collect(Collectors.toList());
        order.ifPresent(chance -> Collections.shuffle(groups, chance));
        for (Object group : groups) {
            attempt(best.withCalls(best.script().calls().stream()
                    .filter(call -> !common.apply(call).equals(group))
                    .toList()));
        }
    }

    private interface Replacing<T> {
        Case in(Case whole, List<T> part);
    }

    private <T> void leaveOut(List<T> items, Replacing<T> replacing) throws InterruptedException {
        List<Integer> places = IntStream.range(0, items.size()).boxed().collect(Collectors.toList());
        order.ifPresent(chance -> Collections.shuffle(places, chance));
        DeltaDebugging.minimise(
                places,
                left -> attempt(replacing.in(
                        best, left.stream().sorted().map(items::get).toList())),
                attempts::goOn);
    }

    /** Faults of several nodes become faults of one. */
    private void narrow() throws InterruptedException {
        for (PlannedFault fault : best.faults()) {
            boolean done = false;
            for (int number = 1; number <= best.nodes() && !done && attempts.goOn(); number++) {
                Fault narrower = narrowed(fault.fault(), new Target.Named(List.of(new NodeId(number))));
                done = narrower.equals(fault.fault()) || attempt(replace(fault, with(fault, narrower)));
            }
        }
    }

    private static Fault narrowed(Fault fault, Target target) {
        return switch (fault) {
            case Fault.Kill kill -> isNarrow(kill.target()) ? kill : new Fault.Kill(target);
            case Fault.Pause pause -> isNarrow(pause.target()) ? pause : new Fault.Pause(target);
            case Fault.BadLinks links ->
                isNarrow(links.target()) ? links : new Fault.BadLinks(target, links.impairment());
            case Fault.Partition partition ->
                partition.shape() instanceof Shape.Isolate isolate && isNarrow(isolate.target())
                        ? partition
                        : new Fault.Partition(new Shape.Isolate(target), partition.cut());
        };
    }

    private static boolean isNarrow(Target target) {
        return target instanceof Target.Named named && named.nodes().size() == 1;
    }

    private static PlannedFault with(PlannedFault fault, Fault other) {
        return new PlannedFault(fault.id(), fault.nemesis(), other, fault.startNanos(), fault.durationNanos());
    }

    private void shorten() throws InterruptedException {
        for (PlannedFault fault : best.faults()) {
            PlannedFault shorter = fault;
            boolean fails = true;
            while (fails && shorter.durationNanos() / 2 >= SHORTEST_NANOS && attempts.goOn()) {
                PlannedFault half = new PlannedFault(
                        fault.id(),
                        fault.nemesis(),
                        fault.fault(),
                        fault.startNanos(),
                        Math.max(SHORTEST_NANOS, shorter.durationNanos() / 2 / MILLI * MILLI));
                fails = attempt(replace(shorter, half));
                shorter = fails ? half : shorter;
            }
        }
    }

    private Case replace(PlannedFault fault, PlannedFault by) {
        List<PlannedFault> faults = new ArrayList<>();
        best.faults().forEach(one -> faults.add(one.id().equals(fault.id()) ? by : one));
        return best.with(faults);
    }

    private void nodes() throws InterruptedException {
        for (int fewer = 1; fewer < best.nodes(); fewer++) {
            if (attempt(best.withNodes(fewer))) {
                return;
            }
        }
    }

    /** Executes it; if it fails, it is the best from now on. */
    boolean attempt(Case candidate) throws InterruptedException {
        if (candidate.equals(best)) {
            return false;
        }
        OptionalLong end = attempts.fails(candidate);
        if (end.isEmpty()) {
            return false;
        }
        best = candidate;
        endNanos = end.getAsLong();
        listener.accept(candidate);
        return true;
    }
}
