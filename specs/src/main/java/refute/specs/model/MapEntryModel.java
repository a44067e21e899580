package refute.specs.model;

import java.util.List;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;

/**
 * One key of a map: {@code get} answers its value, {@code put v} and {@code remove} answer the value before, and {@code cas [from to]} is ok if and only if
 * the value was {@code from}. A key that is not there has the value {@link Value#NIL}.
 *
 * @param initial the value before anything was put
 * @param failedCas what a failed compare-and-set says
 */
public record MapEntryModel(Value initial, FailedCas failedCas) implements CasModel<Value> {
    private static final List<String> FUNCTIONS = List.of("get", "put", "remove", "cas");

    @Override
    public String name() {
        return "map-entry";
    }

    @Override
    public String description() {
        return "one key of a map: get, put and remove (which answer the value before), cas [from to]";
    }

    @Override
    public List<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("get");
    }

    @Override
    public List<Value> step(Value state, Call call) {
        if (call.function().equals("cas")) {
            return cas(state, call);
        }
        if (!call.answered(state)) {
            return List.of();
        }
        return switch (call.function()) {
            case "put" -> List.of(call.argument());
            case "remove" -> List.of(Value.NIL);
            default -> List.of(state);
        };
    }

    private static List<Value> cas(Value state, Call call) {
        boolean same = state.equals(Types.first(call));
        if (call.outcome() == EntryKind.FAIL) {
            return same ? List.of() : List.of(state);
        }
        return same ? List.of(Types.second(call)) : List.of();
    }
}
