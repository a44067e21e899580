package refute.harness.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import refute.harness.fault.Effect;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;
import refute.harness.world.Cluster;

/**
 * Injects faults and heals them, and writes both into the history as operations of the nemesis. Used by one thread; what is in
 * force may be asked from any.
 */
final class FaultsInForce {
    static final String INJECT = "inject";
    static final String HEAL = "heal";

    private final FaultInjector injector;
    private final Cluster cluster;
    private final Diary diary;
    private final LongSupplier clock;
    private final Consumer<String> listener;
    private final SequencedMap<String, InForce> inForce = new LinkedHashMap<>();
    private final List<InjectedFault> injected = new ArrayList<>();
    private volatile List<String> describing = List.of();

    private record InForce(PlannedFault planned, FaultInjector.Injection injection, long startedNanos) {}

    FaultsInForce(FaultInjector injector, Cluster cluster, Diary diary, LongSupplier clock, Consumer<String> listener) {
        this.injector = injector;
        this.cluster = cluster;
        this.diary = diary;
        this.clock = clock;
        this.listener = listener;
    }

    /** The faults that are in force now, in words. */
    List<String> describing() {
        return describing;
    }

    /** What was injected and healed, in the order of the starts. */
    List<InjectedFault> injected() {
        return injected.stream()
                .sorted(Comparator.comparingLong(InjectedFault::startedNanos))
                .toList();
    }

    void inject(PlannedFault planned) {
        String kind = planned.nemesis() + ": " + planned.fault();
        diary.nemesis(EntryKind.INVOKE, INJECT, text(planned.id(), kind));
        FaultInjector.Injection injection;
        try {
            injection = Validated.injection(injector.inject(planned, cluster), cluster.nodes());
        } catch (Throwable e) {
            diary.nemesis(EntryKind.INFO, INJECT, text(planned.id(), "failed: " + Causes.describe(e)));
            throw new HarnessFailure("fault " + planned.id() + " could not be injected", e);
        }
        inForce.put(planned.id(), new InForce(planned, injection, clock.getAsLong()));
        diary.nemesis(EntryKind.INFO, INJECT, text(planned.id(), injection.description()));
        tell("▼ " + injection.description());
    }

    void heal(String id) {
        InForce fault = inForce.remove(id);
        if (fault == null) {
            return;
        }
        String description = fault.injection().description();
        diary.nemesis(EntryKind.INVOKE, HEAL, text(id, description));
        Effect effect;
        try {
            effect = Validated.effect(fault.injection().heal());
        } catch (Throwable e) {
            effect = new Effect(false, "not healed: " + Causes.describe(e), new LinkedHashMap<>());
            diary.fail(new HarnessFailure("fault " + id + " could not be healed", e));
        }
        long healed = clock.getAsLong();
        injected.add(new InjectedFault(
                fault.planned(), fault.injection().targets(), description, fault.startedNanos(), healed, effect));
        diary.nemesis(EntryKind.INFO, HEAL, text(id, effect.text()));
        tell("▲ " + description + ": " + effect.text());
    }

    void healAll() {
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
}
