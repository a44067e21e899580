package refute.specs.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import refute.harness.history.Value;

/**
 * Several registers that one call reads and writes together: {@code txn [[:r x nil] [:w y 1]]} answers the same list with the
 * values read; {@code read} answers a map from register to value, of the registers that it asks for; {@code write} takes such a map.
 */
public record MultiRegisterModel(Map<Value, Value> initial) implements Model<Map<Value, Value>> {
    public MultiRegisterModel {
        initial = Map.copyOf(initial);
    }

    public MultiRegisterModel() {
        this(Map.of());
    }

    @Override
    public String name() {
        return "multi-register";
    }

    @Override
    public String description() {
        return "several values read and written together: txn [[:r k v] [:w k v]], read {k v}, write {k v}";
    }

    @Override
    public List<String> functions() {
        return List.of("txn", "read", "write");
    }

    @Override
    public boolean isPerKey() {
        return false;
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("read");
    }

    @Override
    public Optional<String> typeObjection(Call call) {
        return switch (call.function()) {
            case "txn" -> wrongTransaction(call.isOk() ? call.result() : call.argument());
            case "write" -> wrongMap(call, call.argument());
            default -> call.isOk() ? wrongMap(call, call.result()) : Optional.empty();
        };
    }

    @Override
    public List<Map<Value, Value>> step(Map<Value, Value> state, Call call) {
        return switch (call.function()) {
            case "txn" -> transact(state, call);
            case "write" -> List.of(with(state, ((Value.Dict) call.argument()).items()));
            default -> !call.isOk() || agrees(state, ((Value.Dict) call.result()).items()) ? List.of(state) : List.of();
        };
    }

    @Override
    public String show(Map<Value, Value> state) {
        Map<String, Value> sorted = new TreeMap<>();
        state.forEach((register, value) -> sorted.put(register.toString(), value));
        return sorted.toString();
    }

    private static List<Map<Value, Value>> transact(Map<Value, Value> state, Call call) {
        Map<Value, Value> now = state;
        List<Value> parts = new ArrayList<>(((Value.Vec) (call.isOk() ? call.result() : call.argument())).items());
        for (Value part : parts) {
            List<Value> items = ((Value.Vec) part).items();
            Value register = items.get(1);
            if (isWrite(items.get(0))) {
                now = with(now, Map.of(register, items.get(2)));
            } else if (call.isOk() && !now.getOrDefault(register, Value.NIL).equals(items.get(2))) {
                return List.of();
            }
        }
        return List.of(now);
    }

    private static boolean agrees(Map<Value, Value> state, Map<Value, Value> read) {
        return read.entrySet().stream()
                .allMatch(e -> state.getOrDefault(e.getKey(), Value.NIL).equals(e.getValue()));
    }

    private static Map<Value, Value> with(Map<Value, Value> state, Map<Value, Value> written) {
        Map<Value, Value> next = new HashMap<>(state);
        next.putAll(written);
        return Map.copyOf(next);
    }

    private static boolean isWrite(Value word) {
        return word instanceof Value.Keyword k
                && (k.name().equals("w") || k.name().equals("write"));
    }

    private static boolean isRead(Value word) {
        return word instanceof Value.Keyword k
                && (k.name().equals("r") || k.name().equals("read"));
    }

    private static Optional<String> wrongTransaction(Value value) {
        boolean right = value instanceof Value.Vec vec
                && vec.items().stream()
                        .allMatch(part -> part instanceof Value.Vec micro
                                && micro.items().size() == 3
                                && (isRead(micro.items().get(0))
                                        || isWrite(micro.items().get(0))));
        return right ? Optional.empty() : Optional.of("txn is a list of [:r k v] and [:w k v], not " + value);
    }

    private static Optional<String> wrongMap(Call call, Value value) {
        return value instanceof Value.Dict
                ? Optional.empty()
                : Optional.of(call.function() + " is about a map from register to value, not " + value);
    }
}
