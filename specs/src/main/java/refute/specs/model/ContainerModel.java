package refute.specs.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.harness.history.Value;

/**
 * A container whose elements come out one by one, in the order of its discipline. Taking from an empty one answers nil; taking
 * with an unknown answer took something, if there was something.
 *
 * @param discipline which element comes out
 * @param initial the elements before anything was put in, in that order
 */
public record ContainerModel(Discipline discipline, List<Value> initial) implements Model<List<Value>> {
    /** Which element comes out. */
    public enum Discipline {
        /** A queue: the one that went in first. */
        FIRST_IN_FIRST_OUT("fifo-queue", "enqueue", "dequeue", "first in, first out"),
        /** A stack: the one that went in last. */
        LAST_IN_FIRST_OUT("stack", "push", "pop", "last in, first out"),
        /** A priority queue: the least number. */
        LEAST_FIRST("priority-queue", "enqueue", "dequeue", "the least number comes out first");

        private final String model;
        private final String put;
        private final String take;
        private final String line;

        Discipline(String model, String put, String take, String line) {
            this.model = model;
            this.put = put;
            this.take = take;
            this.line = line;
        }

        /** The function that puts an element in. */
        public String put() {
            return put;
        }

        /** The function that takes one out. */
        public String take() {
            return take;
        }
    }

    public ContainerModel {
        initial = List.copyOf(initial);
    }

    public ContainerModel(Discipline discipline) {
        this(discipline, List.of());
    }

    @Override
    public String name() {
        return discipline.model;
    }

    @Override
    public String description() {
        return discipline.line + ": " + discipline.put + ", " + discipline.take + " (nil when empty)";
    }

    @Override
    public List<String> functions() {
        return List.of(discipline.put, discipline.take);
    }

    @Override
    public Optional<String> typeObjection(Call call) {
        if (discipline != Discipline.LEAST_FIRST) {
            return Optional.empty();
        }
        if (call.function().equals(discipline.put)) {
            return Types.wholeArgument(call);
        }
        return call.result().equals(Value.NIL) ? Optional.empty() : Types.wholeResult(call);
    }

    @Override
    public List<List<Value>> step(List<Value> state, Call call) {
        if (call.function().equals(discipline.put)) {
            return List.of(put(state, call.argument()));
        }
        if (state.isEmpty()) {
            return call.answered(Value.NIL) ? List.of(state) : List.of();
        }
        int out = discipline == Discipline.LAST_IN_FIRST_OUT ? state.size() - 1 : 0;
        return call.answered(state.get(out)) ? List.of(Sequences.without(state, out)) : List.of();
    }

    private List<Value> put(List<Value> state, Value element) {
        if (discipline != Discipline.LEAST_FIRST) {
            return Sequences.with(state, element);
        }
        int at = 0;
        while (at < state.size() && number(state.get(at)) <= number(element)) {
            at++;
        }
        List<Value> longer = new ArrayList<>(state);
        longer.add(at, element);
        return List.copyOf(longer);
    }

    private static long number(Value element) {
        return ((Value.Int) element).number();
    }
}
