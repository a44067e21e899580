package refute.specs.knossos;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.MutexModel;
import refute.specs.model.RegisterModel;

/**
 * A model as Knossos has it. Where Knossos has one of its own that means exactly the same, it is that one, so that the comparison also covers
 * the model; for all others Knossos steps ours, whose states it takes as sets, since it knows no model that may choose.
 *
 * <p>Our values go to Knossos as they are, opaque. So a read of {@link Value#NIL} stays an answer; Clojure's own {@code nil} would
 * mean to Knossos that nobody knows what was read.
 *
 * @param name {@code register}, {@code cas-register} or {@code mutex} for Knossos' own, {@link #STEPPED} for ours
 * @param initial the value, whether it is locked, or the set of states
 * @param step from a set of states and a call to the set of states after it, null if there are none; null for Knossos' own models
 */
record KnossosModel(String name, Object initial, @Nullable BiFunction<Object, Call, @Nullable Set<Object>> step) {
    static final String STEPPED = "stepped";

    static <S> KnossosModel of(Model<S> model) {
        return switch (model) {
            case RegisterModel register -> new KnossosModel("register", register.initial(), null);
            case CasRegisterModel register
            when register.failedCas() == FailedCas.NOTHING ->
                new KnossosModel("cas-register", register.initial(), null);
            case MutexModel mutex -> new KnossosModel("mutex", mutex.initiallyHeld(), null);
            default -> new KnossosModel(STEPPED, Set.of(model.initial()), stepOf(model));
        };
    }

    boolean isOwn() {
        return step == null;
    }

    /** What an operation carries: for Knossos' own models what was written, compared or read; for ours the whole call. */
    Object value(Call call) {
        if (!isOwn()) {
            return call;
        }
        return switch (call.function()) {
            case "read" -> call.result();
            case "cas" -> ((Value.Vec) call.argument()).items();
            default -> call.argument();
        };
    }

    @SuppressWarnings("unchecked")
    private static <S> BiFunction<Object, Call, @Nullable Set<Object>> stepOf(Model<S> model) {
        return (states, call) -> {
            Set<Object> after = new LinkedHashSet<>();
            for (S state : (Set<S>) states) {
                after.addAll(model.step(state, call));
            }
            return after.isEmpty() ? null : after;
        };
    }
}
