package refute.specs.linear;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import refute.harness.history.Value;
import refute.specs.model.SetModel;

/**
 * Decides a set element by element, where nobody read all of it: elements do not know of each other, so there is a linearization if and only if
 * there is one for each (P-compositionality: Horn and Kroening, "Faster linearizability checking via P-compositionality", 2015; locality, and how
 * the orders become one: Herlihy and Wing, "Linearizability", 1990, section 3).
 *
 * <p>An element added at most once is decided by {@link ElementPresence} without search, another one by the search for any model, which then
 * has only its operations to look at. Owned by one thread; runs once.
 */
final class SetElements {
    private final SetModel model;
    private final Operations operations;
    private final Allowance allowance;
    /** Positions of invocations, the orders of the elements one behind the other. */
    private final int[] order;

    private SetElements(SetModel model, Operations operations, Allowance allowance) {
        this.model = model;
        this.operations = operations;
        this.allowance = allowance;
        order = new int[operations.size()];
    }

    /** Empty, and nothing decided, if somebody read the whole set. */
    static Optional<Finding> decide(SetModel model, Operations operations, Allowance allowance) {
        boolean readWhole = IntStream.of(operations.call())
                .anyMatch(call -> operations.calls().get(call).function().equals("read"));
        return readWhole ? Optional.empty() : new SetElements(model, operations, allowance).decide();
    }

    private Optional<Finding> decide() {
        // When each operation takes effect, and which of those at one time comes first.
        long[] times = new long[operations.size()];
        int placed = 0;
        for (Map.Entry<Value, int[]> element : byElement().entrySet()) {
            String why = allowance.exhausted();
            Finding finding = why == null
                    ? decide(element.getKey(), element.getValue())
                    : new Finding.Unfinished(why, operations.invoked()[element.getValue()[0]]);
            if (!(finding instanceof Finding.Linearizable linearizable)) {
                return Optional.of(finding);
            }
            int time = 0;
            for (int invocation : linearizable.order()) {
                time = Math.max(time, invocation);
                times[placed] = ((long) time << 32) | placed;
                order[placed++] = invocation;
            }
        }
        times = Arrays.copyOf(times, placed);
        Arrays.sort(times);
        return Optional.of(new Finding.Linearizable(
                Arrays.stream(times).mapToInt(t -> order[(int) t]).toArray()));
    }

    private SequencedMap<Value, int[]> byElement() {
        SequencedMap<Value, IntStream.Builder> growing = new LinkedHashMap<>();
        for (int o = 0; o < operations.size(); o++) {
            growing.computeIfAbsent(operations.callOf(o).argument(), e -> IntStream.builder())
                    .add(o);
        }
        SequencedMap<Value, int[]> byElement = new LinkedHashMap<>();
        growing.forEach(
                (element, numbers) -> byElement.put(element, numbers.build().toArray()));
        return byElement;
    }

    private Finding decide(Value element, int[] its) {
        Operations few = operations.only(its);
        return new ElementPresence(few, model.initial().contains(element))
                .decide()
                .orElseGet(() -> search(few));
    }

    /** What the search has to say about states is about this element only, and not told. */
    private Finding search(Operations few) {
        Finding finding = new SlotSearch().search(model, few, allowance);
        if (finding instanceof Finding.Stuck stuck) {
            int number = Arrays.binarySearch(few.invoked(), stuck.invocation());
            int[] begun = Arrays.stream(few.invoked())
                    .filter(invoked -> invoked < few.returned()[number])
                    .toArray();
            return new Finding.Stuck(stuck.invocation(), List.of(), begun);
        }
        return finding;
    }
}
