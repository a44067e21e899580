package refute.specs.model;

import java.util.List;
import java.util.Optional;
import refute.harness.history.Value;

/**
 * A number that is added to: {@code add n} (also negative), {@code increment}, {@code decrement}, {@code read}. A change that would
 * leave the bounds cannot be ok. A change that answers a number answers the new one.
 *
 * @param initialNumber the number before anything was added; within the bounds
 * @param least inclusive
 * @param greatest inclusive
 */
public record CounterModel(long initialNumber, long least, long greatest) implements Model<Long> {
    public CounterModel {
        if (initialNumber < least || initialNumber > greatest) {
            throw new IllegalArgumentException(initialNumber + " is not from " + least + " to " + greatest);
        }
    }

    public CounterModel() {
        this(0, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public String description() {
        return "a number, with bounds if wanted: add n, increment, decrement, read";
    }

    @Override
    public List<String> functions() {
        return List.of("read", "add", "increment", "decrement");
    }

    @Override
    public Long initial() {
        return initialNumber;
    }

    @Override
    public boolean isRead(String function) {
        return function.equals("read");
    }

    @Override
    public Optional<String> typeObjection(Call call) {
        return switch (call.function()) {
            case "read" -> Types.wholeResult(call);
            case "add" -> Types.wholeArgument(call);
            default -> Optional.empty();
        };
    }

    @Override
    public List<Long> step(Long state, Call call) {
        if (isRead(call.function())) {
            return call.answered(Value.of(state)) ? List.of(state) : List.of();
        }
        long change = change(call);
        long sum = state + change;
        boolean overflow = ((state ^ sum) & (change ^ sum)) < 0;
        return overflow || sum < least || sum > greatest || !agrees(call, sum) ? List.of() : List.of(sum);
    }

    private static long change(Call call) {
        return switch (call.function()) {
            case "increment" -> 1;
            case "decrement" -> -1;
            default -> ((Value.Int) call.argument()).number();
        };
    }

    /** Clients that do not ask for the new number repeat the argument, or answer nothing. */
    private static boolean agrees(Call call, long sum) {
        return !call.isOk()
                || call.result().equals(Value.NIL)
                || call.result().equals(call.argument())
                || call.result().equals(Value.of(sum));
    }
}
