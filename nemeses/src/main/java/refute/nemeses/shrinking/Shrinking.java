package refute.nemeses.shrinking;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import refute.harness.fault.Fault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.generator.ListedCall;
import refute.harness.run.Script;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;

/**
 * Makes a failing case smaller in all its parts, again and again until a whole round changes nothing, or until it is told to stop. The best
 * so far is there at any moment. Owned by one thread.
 */
public final class Shrinking {
    private static final int ROUNDS_MAX = 20;
    private static final long MILLI = 1_000_000L;
    private static final long SHORTEST_NANOS = MILLI;

    private final Oracle oracle;
    private final BooleanSupplier goesOn;
    private final Consumer<Case> listener;
    private Case best;
    private int tried;
    private long endNanos;
    private boolean complete;

    /**
     * @param failing a case that fails
     * @param failingEndNanos when the last operation of its run was
     * @param goesOn asked before each try
     * @param listener hears of each case that is smaller and fails
     */
    public Shrinking(
            Case failing, long failingEndNanos, Oracle oracle, BooleanSupplier goesOn, Consumer<Case> listener) {
        this.best = failing;
        this.endNanos = failingEndNanos;
        this.oracle = oracle;
        this.goesOn = goesOn;
        this.listener = listener;
    }

    public Case best() {
        return best;
    }

    /** How many cases were executed. */
    public int tried() {
        return tried;
    }

    /** Whether it ended because nothing more can be left out. */
    public boolean isComplete() {
        return complete;
    }

    /** Until nothing more goes. */
    public Case run() throws InterruptedException {
        for (int round = 0; round < ROUNDS_MAX && goesOn.getAsBoolean(); round++) {
            Case before = best;
            time();
            simplify();
            leaveOut(best.faults(), Case::with);
            accidents();
            clients();
            leaveOut(best.script().calls(), Case::withCalls);
            narrow();
            shorten();
            nodes();
            if (best.equals(before)) {
                complete = goesOn.getAsBoolean();
                break;
            }
        }
        return best;
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

    /** First all of one sort, then each. */
    private void accidents() throws InterruptedException {
        for (Accident.What what : Accident.What.values()) {
            without(what);
        }
        leaveOut(best.script().accidents(), Case::withAccidents);
    }

    private void without(Accident.What what) throws InterruptedException {
        List<Accident> others = best.script().accidents().stream()
                .filter(accident -> accident.what() != what)
                .toList();
        if (others.size() < best.script().accidents().size()) {
            attempt(best.withAccidents(others));
        }
    }

    private void clients() throws InterruptedException {
        List<Integer> workers = best.script().calls().stream()
                .map(ListedCall::worker)
                .distinct()
                .sorted()
                .toList();
        for (int worker : workers) {
            attempt(best.withCalls(best.script().calls().stream()
                    .filter(call -> call.worker() != worker)
                    .toList()));
        }
    }

    private interface Replacing<T> {
        Case in(Case whole, List<T> part);
    }

    private <T> void leaveOut(List<T> items, Replacing<T> replacing) throws InterruptedException {
        DeltaDebugging.minimise(items, remaining -> attempt(replacing.in(best, remaining)), goesOn::getAsBoolean);
    }

    /** Faults of several nodes become faults of one. */
    private void narrow() throws InterruptedException {
        for (PlannedFault fault : best.faults()) {
            boolean done = false;
            for (int number = 1; number <= best.nodes() && !done && goesOn.getAsBoolean(); number++) {
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
            while (fails && shorter.durationNanos() / 2 >= SHORTEST_NANOS && goesOn.getAsBoolean()) {
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
            int nodes = fewer;
            boolean named = best.script().accidents().stream()
                    .anyMatch(one -> one.at().number() > nodes || one.to().number() > nodes);
            if (!named && attempt(best.withNodes(nodes))) {
                return;
            }
        }
    }

    /** Executes it; if it fails, it is the best from now on. */
    private boolean attempt(Case candidate) throws InterruptedException {
        if (candidate.equals(best) || !goesOn.getAsBoolean()) {
            return false;
        }
        tried++;
        OptionalLong end = oracle.fails(candidate);
        if (end.isEmpty()) {
            return false;
        }
        best = candidate;
        endNanos = end.getAsLong();
        listener.accept(candidate);
        return true;
    }
}
