package refute.harness.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import refute.harness.fault.Effect;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;
import refute.harness.world.Cluster;

/**
 * Follows the schedule: injects each fault and heals it when its time has come, one after the other, and writes both into the
 * history as operations of the nemesis. When it is told to stop, it heals what is in force and ends.
 */
final class NemesisWorker implements Runnable {
    static final String INJECT = "inject";
    static final String HEAL = "heal";

    private final Schedule schedule;
    private final FaultInjector injector;
    private final Cluster cluster;
    private final Interpreter interpreter;
    private final LongSupplier clock;
    private final Consumer<String> listener;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SequencedMap<String, InForce> inForce = new LinkedHashMap<>();
    private final List<InjectedFault> injected = new ArrayList<>();
    private volatile List<String> describing = List.of();

    NemesisWorker(
            Schedule schedule,
            FaultInjector injector,
            Cluster cluster,
            Interpreter interpreter,
            LongSupplier clock,
            Consumer<String> listener) {
        this.schedule = schedule;
        this.injector = injector;
        this.cluster = cluster;
        this.interpreter = interpreter;
        this.clock = clock;
        this.listener = listener;
    }

    /** The faults that are in force now, in words. */
    List<String> inForce() {
        return describing;
    }

    /** Asks it to heal everything and end, without waiting for that. */
    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try {
            for (Moment moment : moments()) {
                if (stopping.await(Math.max(0, moment.nanos() - clock.getAsLong()), TimeUnit.NANOSECONDS)) {
                    break;
                }
                if (moment.begins()) {
                    inject(moment.fault());
                } else {
                    heal(moment.fault().id());
                }
            }
        } catch (InterruptedException e) {
            interpreter.note("the nemesis was interrupted");
        } catch (Throwable e) {
            interpreter.fail(e);
        } finally {
            healAll();
            ended.countDown();
        }
    }

    /**
     * Waits until it has healed everything and ended; {@link #stop} comes before.
     *
     * @return what was injected, in the order of the starts
     * @throws HarnessFailure if it does not end in that time
     */
    List<InjectedFault> await(long withinNanos) throws InterruptedException {
        if (!ended.await(withinNanos, TimeUnit.NANOSECONDS)) {
            throw new HarnessFailure(
                    "the nemesis", List.of("it does not come back from injecting or healing; in force: " + describing));
        }
        return injected.stream()
                .sorted(Comparator.comparingLong(InjectedFault::startedNanos))
                .toList();
    }

    private List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (PlannedFault fault : schedule.faults()) {
            moments.add(new Moment(fault.startNanos(), true, fault));
            moments.add(new Moment(fault.healNanos(), false, fault));
        }
        // At the same time heals come first: a fault that follows another finds it gone.
        moments.sort(Comparator.comparingLong(Moment::nanos).thenComparing(Moment::begins));
        return moments;
    }

    private void inject(PlannedFault planned) {
        String kind = planned.nemesis() + ": " + planned.fault();
        interpreter.nemesis(EntryKind.INVOKE, INJECT, text(planned.id(), kind));
        FaultInjector.Injection injection;
        try {
            injection = Validated.injection(injector.inject(planned, cluster), cluster.nodes());
        } catch (Throwable e) {
            interpreter.nemesis(EntryKind.INFO, INJECT, text(planned.id(), "failed: " + Causes.describe(e)));
            throw new HarnessFailure("fault " + planned.id() + " could not be injected", e);
        }
        inForce.put(planned.id(), new InForce(planned, injection, clock.getAsLong()));
        interpreter.nemesis(EntryKind.INFO, INJECT, text(planned.id(), injection.description()));
        tell("▼ " + injection.description());
    }

    private void heal(String id) {
        InForce fault = inForce.remove(id);
        if (fault == null) {
            return;
        }
        String description = fault.injection().description();
        interpreter.nemesis(EntryKind.INVOKE, HEAL, text(id, description));
        Effect effect;
        try {
            effect = Validated.effect(fault.injection().heal());
        } catch (Throwable e) {
            effect = new Effect(false, "not healed: " + Causes.describe(e), new LinkedHashMap<>());
            interpreter.fail(new HarnessFailure("fault " + id + " could not be healed", e));
        }
        long healed = clock.getAsLong();
        injected.add(new InjectedFault(
                fault.planned(), fault.injection().targets(), description, fault.startedNanos(), healed, effect));
        interpreter.nemesis(EntryKind.INFO, HEAL, text(id, effect.text()));
        tell("▲ " + description + ": " + effect.text());
    }

    private void healAll() {
        for (String id : List.copyOf(inForce.sequencedKeySet().reversed())) {
            heal(id);
        }
    }

    private void tell(String event) {
        describing = inForce.values().stream()
                .map(fault -> fault.injection().description())
                .toList();
        listener.accept(event);
    }

    private static Value text(String id, String words) {
        return Value.pair(Value.of(id), Value.of(words));
    }

    private record Moment(long nanos, boolean begins, PlannedFault fault) {}

    private record InForce(PlannedFault planned, FaultInjector.Injection injection, long startedNanos) {}
}
