package refute.specs.model;

import java.util.List;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;

/**
 * One value that can also be compared and set: {@code cas [from to]} is ok if and only if the value was {@code from}, and
 * makes it {@code to}.
 *
 * @param initial the value before anything was written
 * @param failedCas what a failed compare-and-set says
 */
public record CasRegisterModel(Value initial, FailedCas failedCas) implements CasModel<Value> {
    public CasRegisterModel() {
        this(Value.NIL, FailedCas.NOTHING);
    }

    @Override
    public String name() {
        return "cas-register";
    }

    @Override
    public String description() {
        return "one value: write, read, cas [from to]";
    }

    @Override
    public List<Value> step(Value state, Call call) {
        return switch (call.function()) {
            case "write" -> List.of(call.argument());
            case "cas" -> cas(state, call);
            default -> call.answered(state) ? List.of(state) : List.of();
        };
    }

    private static List<Value> cas(Value state, Call call) {
        boolean same = state.equals(Types.first(call));
        if (call.outcome() == EntryKind.FAIL) {
            return same ? List.of() : List.of(state);
        }
        // With an unknown outcome it may also have found another value; that is the same as if it never took effect.
        return same ? List.of(Types.second(call)) : List.of();
    }
}
