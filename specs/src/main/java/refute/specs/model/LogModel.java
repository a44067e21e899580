package refute.specs.model;

import java.util.List;
import java.util.Optional;
import refute.harness.history.Value;

/**
 * A log with offsets from 0: {@code append x} answers the offset at which x stands, {@code read i} answers what stands at offset i,
 * nil if nothing does yet. An append that answers anything but a whole number told no offset.
 */
public record LogModel(List<Value> initial) implements Model<List<Value>> {
    public LogModel {
        initial = List.copyOf(initial);
    }

    public LogModel() {
        this(List.of());
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public String description() {
        return "a log with offsets: append (answers the offset), read i (answers what stands there)";
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
        return isRead(call.function()) ? Types.wholeArgument(call) : Optional.empty();
    }

    @Override
    public List<List<Value>> step(List<Value> state, Call call) {
        if (call.function().equals("append")) {
            boolean tells = call.isOk() && call.result() instanceof Value.Int;
            boolean fits = !tells || call.result().equals(Value.of(state.size()));
            return fits ? List.of(Sequences.with(state, call.argument())) : List.of();
        }
        long offset = ((Value.Int) call.argument()).number();
        Value there = offset >= 0 && offset < state.size() ? state.get((int) offset) : Value.NIL;
        return call.answered(there) ? List.of(state) : List.of();
    }
}
