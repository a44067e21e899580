package refute.specs.model;

import java.util.List;
import java.util.Optional;
import refute.harness.history.Value;

/** An append-only list: {@code append x} puts x at its end, {@code read} answers all of it. */
public record ListModel(List<Value> initial) implements Model<List<Value>> {
    public ListModel {
        initial = List.copyOf(initial);
    }

    public ListModel() {
        this(List.of());
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String description() {
        return "an append-only list: append, read (all of it)";
    }

    @Override
    public List<String> functions() {
        return List.of("append", "read");
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("read");
    }

    @Override
    public Optional<String> typeObjection(Call call) {
        boolean nil = call.result().equals(Value.NIL);
        return isRead(call.function()) && !nil ? Types.listResult(call) : Optional.empty();
    }

    @Override
    public List<List<Value>> step(List<Value> state, Call call) {
        if (call.function().equals("append")) {
            return List.of(Sequences.with(state, call.argument()));
        }
        // A system may say nil for a list that nobody has appended to.
        boolean absent = call.result().equals(Value.NIL) && state.isEmpty();
        return absent || call.answered(Value.of(state)) ? List.of(state) : List.of();
    }
}
