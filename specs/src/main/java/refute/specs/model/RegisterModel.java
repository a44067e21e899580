package refute.specs.model;

import java.util.List;
import refute.harness.history.Value;

/** One value: {@code write v} replaces it, {@code read} answers it. */
public record RegisterModel(Value initial) implements Model<Value> {
    public RegisterModel() {
        this(Value.NIL);
    }

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String description() {
        return "one value: write, read";
    }

    @Override
    public List<String> functions() {
        return List.of("read", "write");
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("read");
    }

    @Override
    public List<Value> step(Value state, Call call) {
        return switch (call.function()) {
            case "write" -> List.of(call.argument());
            default -> call.answered(state) ? List.of(state) : List.of();
        };
    }
}
