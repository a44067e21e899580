package refute.specs.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import refute.harness.history.Value;

/**
 * Elements without order: {@code add x}, {@code remove x}, {@code contains x} answers a truth, {@code read} answers all of
 * them as a list in any order.
 */
public record SetModel(Set<Value> initial) implements Model<Set<Value>> {
    public SetModel {
        initial = Set.copyOf(initial);
    }

    public SetModel() {
        this(Set.of());
    }

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String description() {
        return "elements without order: add, remove, contains, read (all of them)";
    }

    @Override
    public List<String> functions() {
        return List.of("add", "remove", "contains", "read");
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("read") || function.equals("contains");
    }

    @Override
    public Optional<String> typeObjection(Call call) {
        return switch (call.function()) {
            case "read" -> Types.listResult(call);
            case "contains" ->
                !call.isOk() || call.result() instanceof Value.Bool
                        ? Optional.empty()
                        : Optional.of("contains answers true or false, not " + call.result());
            default -> Optional.empty();
        };
    }

    @Override
    public List<Set<Value>> step(Set<Value> state, Call call) {
        Value element = call.argument();
        return switch (call.function()) {
            case "add" -> List.of(state.contains(element) ? state : Sequences.with(state, element));
            case "remove" -> List.of(state.contains(element) ? Sequences.without(state, element) : state);
            case "contains" -> call.answered(Value.of(state.contains(element))) ? List.of(state) : List.of();
            default -> !call.isOk() || holds(state, call) ? List.of(state) : List.of();
        };
    }

    @Override
    public String show(Set<Value> state) {
        return new TreeSet<>(state.stream().map(Value::toString).toList())
                .stream().collect(Collectors.joining(" ", "#{", "}"));
    }

    private static boolean holds(Set<Value> state, Call call) {
        List<Value> read = ((Value.Vec) call.result()).items();
        return read.size() == state.size()
                && state.containsAll(read)
                && Set.copyOf(read).size() == read.size();
    }
}
