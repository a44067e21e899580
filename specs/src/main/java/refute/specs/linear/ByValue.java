package refute.specs.linear;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.ContainerModel;

/**
 * Takes from operations of a container of unique values all that is about a value, or nothing: a container without some of its values is still one,
 * but one without the take of a value only, which then stays inside for ever, would show nothing of the history. Stateless.
 */
final class ByValue {
    private ByValue() {}

    /** What is left without the operations from one place to another, and all others about their values. */
    static int[] without(ContainerModel container, Operations operations, int[] kept, int from, int to) {
        Set<Value> gone = new HashSet<>();
        for (int at = from; at < to; at++) {
            value(container, operations.callOf(kept[at])).ifPresent(gone::add);
        }
        int[] others = Arrays.copyOf(kept, kept.length - (to - from));
        System.arraycopy(kept, to, others, from, kept.length - to);
        return Arrays.stream(others)
                .filter(o -> value(container, operations.callOf(o))
                        .filter(gone::contains)
                        .isEmpty())
                .toArray();
    }

    /** What went in or came out, if that is known. */
    private static Optional<Value> value(ContainerModel container, Call call) {
        Value value = call.function().equals(container.discipline().put()) ? call.argument() : call.result();
        return value.equals(Value.NIL) ? Optional.empty() : Optional.of(value);
    }
}
