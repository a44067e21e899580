package refute.specs.model;

import java.util.List;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;

/**
 * A compare-and-set register whose system tells its version, as etcd's mod revision: every change gives it a greater one, not
 * necessarily the next, because other keys use the same counter. An answer with revision 0 tells none.
 *
 * @param initialValue the value before anything was written, at version 0
 * @param failedCas what a failed compare-and-set says
 */
public record VersionedRegisterModel(Value initialValue, FailedCas failedCas)
        implements CasModel<VersionedRegisterModel.Versioned> {

    /**
     * A value and what is known of its version.
     *
     * @param value the value
     * @param revision its version, or the least that it may be
     * @param exact whether that is the version, and not only a bound
     */
    public record Versioned(Value value, long revision, boolean exact) {}

    public VersionedRegisterModel() {
        this(Value.NIL, FailedCas.OBSERVATION);
    }

    @Override
    public String name() {
        return "versioned-register";
    }

    @Override
    public String description() {
        return "one value with a version that grows, as etcd's mod revision: write, read, cas [from to]";
    }

    @Override
    public Versioned initial() {
        return new Versioned(initialValue, 0, true);
    }

    @Override
    public List<Versioned> step(Versioned state, Call call) {
        return switch (call.function()) {
            case "write" -> changed(state, call.argument(), call.revision());
            case "cas" -> cas(state, call);
            default -> read(state, call);
        };
    }

    @Override
    public String show(Versioned state) {
        return state.value() + (state.exact() ? " at revision " : " at revision ≥ ") + state.revision();
    }

    private static List<Versioned> cas(Versioned state, Call call) {
        boolean same = state.value().equals(Types.first(call));
        if (call.outcome() == EntryKind.FAIL) {
            return same ? List.of() : List.of(state);
        }
        return same ? changed(state, Types.second(call), call.revision()) : List.of();
    }

    private static List<Versioned> changed(Versioned state, Value value, long revision) {
        if (revision == 0) {
            return List.of(new Versioned(value, state.revision() + 1, false));
        }
        return revision > state.revision() ? List.of(new Versioned(value, revision, true)) : List.of();
    }

    /** A read that tells a version fixes it, if the change that made it did not tell. */
    private static List<Versioned> read(Versioned state, Call call) {
        if (!call.answered(state.value())) {
            return List.of();
        }
        if (!call.isOk() || call.revision() == 0) {
            return List.of(state);
        }
        boolean fits = state.exact() ? call.revision() == state.revision() : call.revision() >= state.revision();
        return fits ? List.of(new Versioned(state.value(), call.revision(), true)) : List.of();
    }
}
