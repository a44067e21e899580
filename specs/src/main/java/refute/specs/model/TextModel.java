package refute.specs.model;

import java.util.List;
import java.util.Optional;
import refute.harness.history.Value;

/**
 * One text of a key-value map, as in Porcupine's test data: {@code put t} replaces it, {@code append t} writes t behind it,
 * {@code get} answers it. A text that was never written is empty; nil stands for the empty text.
 */
public record TextModel(String initial) implements Model<String> {
    public TextModel() {
        this("");
    }

    @Override
    public String name() {
        return "kv";
    }

    @Override
    public String description() {
        return "a key-value map of texts: get, put, append";
    }

    @Override
    public List<String> functions() {
        return List.of("get", "put", "append");
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("get");
    }

    @Override
    public Optional<String> typeObjection(Call call) {
        Value value = isRead(call.function()) ? call.result() : call.argument();
        boolean text = value instanceof Value.Text || value.equals(Value.NIL);
        return text ? Optional.empty() : Optional.of(call.function() + " is about a text, not " + value);
    }

    @Override
    public List<String> step(String state, Call call) {
        return switch (call.function()) {
            case "put" -> List.of(text(call.argument()));
            case "append" -> List.of(state + text(call.argument()));
            default -> !call.isOk() || text(call.result()).equals(state) ? List.of(state) : List.of();
        };
    }

    @Override
    public String show(String state) {
        return Value.of(state).toString();
    }

    private static String text(Value value) {
        return value instanceof Value.Text t ? t.text() : "";
    }
}
