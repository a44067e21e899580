package refute.specs.linear;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;
import refute.specs.model.VersionedRegisterModel;

/**
 * Which operations of a register may explain what others observed: the writes and compare-and-sets that made the value, if they began
 * before the observer returned. A failed compare-and-set that observed another value may be explained by any change.
 *
 * <p>A part of a history is <em>closed</em> if it has all that may explain what it observed. A closed part without linearization proves that the
 * whole has none: a linearization of the whole, cut down to the part, would leave in front of every observer the very change that it saw.
 * Of other models than registers nothing is known, and every part counts as closed. Immutable.
 */
final class Explained {
    private static final int[] NONE = {};

    private final Operations operations;
    private final boolean known;
    /** By value, the operations that make it. */
    private final Map<Value, int[]> makers;
    /** By value, the operations that observed it. */
    private final Map<Value, int[]> observers;

    private final int[] refusals;

    Explained(Model<?> model, Operations operations) {
        this.operations = operations;
        this.known = model instanceof RegisterModel
                || model instanceof CasRegisterModel
                || model instanceof VersionedRegisterModel;
        int[] all = known ? IntStream.range(0, operations.size()).toArray() : NONE;
        makers = byValue(all, true);
        observers = byValue(all, false);
        refusals = Arrays.stream(all).filter(this::isRefusal).toArray();
    }

    /** The operations, and all that may explain what they or these observed; ascending. */
    int[] closed(int[] kept) {
        boolean[] in = new boolean[operations.size()];
        Deque<Integer> toVisit = new ArrayDeque<>();
        Arrays.stream(kept).forEach(o -> mark(in, toVisit, o));
        while (!toVisit.isEmpty()) {
            int observer = toVisit.poll();
            for (int maker : possibleMakers(observer)) {
                if (explains(maker, observer)) {
                    mark(in, toVisit, maker);
                }
            }
        }
        return IntStream.range(0, in.length).filter(o -> in[o]).toArray();
    }

    /** What is left of a closed part, itself closed, without the operations from one place to another. */
    int[] without(int[] kept, int from, int to) {
        boolean[] out = new boolean[operations.size()];
        Deque<Integer> toVisit = new ArrayDeque<>();
        for (int at = from; at < to; at++) {
            mark(out, toVisit, kept[at]);
        }
        while (!toVisit.isEmpty()) {
            int maker = toVisit.poll();
            @Nullable Value made = made(maker);
            if (known && made != null) {
                markExplained(out, toVisit, maker, observers.getOrDefault(made, NONE));
                markExplained(out, toVisit, maker, refusals);
            }
        }
        return Arrays.stream(kept).filter(o -> !out[o]).toArray();
    }

    private void markExplained(boolean[] out, Deque<Integer> toVisit, int maker, int[] possible) {
        for (int observer : possible) {
            if (explains(maker, observer)) {
                mark(out, toVisit, observer);
            }
        }
    }

    private static void mark(boolean[] marked, Deque<Integer> toVisit, int operation) {
        if (!marked[operation]) {
            marked[operation] = true;
            toVisit.add(operation);
        }
    }

    private boolean explains(int maker, int observer) {
        return maker != observer && operations.invoked()[maker] < operations.returned()[observer];
    }

    private int[] possibleMakers(int observer) {
        @Nullable Value observed = known ? observed(observer) : null;
        if (observed == null) {
            return NONE;
        }
        return isRefusal(observer) ? allMakers() : makers.getOrDefault(observed, NONE);
    }

    private int[] allMakers() {
        return makers.values().stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }

    private Map<Value, int[]> byValue(int[] all, boolean made) {
        Map<Value, int[]> byValue = new HashMap<>();
        Map<Value, IntStream.Builder> growing = new HashMap<>();
        for (int o : all) {
            @Nullable Value value = made ? made(o) : isRefusal(o) ? null : observed(o);
            if (value != null) {
                growing.computeIfAbsent(value, v -> IntStream.builder()).add(o);
            }
        }
        growing.forEach((value, numbers) -> byValue.put(value, numbers.build().toArray()));
        return byValue;
    }

    private boolean isRefusal(int operation) {
        return known && operations.callOf(operation).outcome() == EntryKind.FAIL;
    }

    private @Nullable Value made(int operation) {
        Call call = operations.callOf(operation);
        return switch (call.function()) {
            case "write" -> call.argument();
            case "cas" ->
                changes(operation) ? ((Value.Vec) call.argument()).items().get(1) : null;
            default -> null;
        };
    }

    private boolean changes(int cas) {
        List<Value> pair = ((Value.Vec) operations.callOf(cas).argument()).items();
        return !isRefusal(cas) && !pair.get(0).equals(pair.get(1));
    }

    private @Nullable Value observed(int operation) {
        Call call = operations.callOf(operation);
        return switch (call.function()) {
            case "read" -> call.result();
            case "cas" -> ((Value.Vec) call.argument()).items().get(0);
            default -> null;
        };
    }
}
