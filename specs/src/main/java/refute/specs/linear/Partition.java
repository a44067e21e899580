package refute.specs.linear;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * Splits a history by key, in two steps: at first every key gets the positions of its invocations, and only when a key is searched
 * are its operations put into dense arrays ({@link #operations}). So the calls of one key are in memory at a time, and not those of
 * a million. Stateless.
 */
final class Partition {
    private Partition() {}

    /**
     * For each key, in the order in which they first appear, where in the history its operations that can matter are invoked,
     * ascending.
     *
     * @throws BadInput with every call that the model does not understand
     */
    static SequencedMap<Value, int[]> of(Model<?> model, History history) {
        SequencedMap<Value, Positions> byKey = new LinkedHashMap<>();
        BadInput.Collector problems = new BadInput.Collector();
        Set<Call> objected = new HashSet<>();
        for (int at = 0; at < history.size(); at++) {
            if (!invokes(history, at)) {
                continue;
            }
            Value key = model.isPerKey() ? history.key(at) : Value.NIL;
            Positions positions = byKey.computeIfAbsent(key, k -> new Positions());
            Call call = callAt(model, history, at);
            int index = history.index(at);
            model.objection(call).ifPresent(what -> {
                if (objected.add(call)) {
                    problems.add("entry " + index, what);
                }
            });
            if (model.observes(call)) {
                positions.add(at);
            }
        }
        problems.throwIfAny();
        SequencedMap<Value, int[]> parts = new LinkedHashMap<>();
        byKey.forEach((key, positions) -> parts.put(key, positions.toArray()));
        return parts;
    }

    /** The operations that are invoked at these positions. */
    static Operations operations(Model<?> model, History history, int[] invoked) {
        Map<Call, Integer> numbers = new HashMap<>();
        int[] call = new int[invoked.length];
        int[] returned = new int[invoked.length];
        for (int i = 0; i < invoked.length; i++) {
            Call asked = callAt(model, history, invoked[i]);
            Integer number = numbers.putIfAbsent(asked, numbers.size());
            call[i] = number == null ? numbers.size() - 1 : number;
            returned[i] = asked.outcome() == EntryKind.INFO ? Operations.OPEN : history.partner(invoked[i]);
        }
        Call[] calls = new Call[numbers.size()];
        numbers.forEach((each, number) -> calls[number] = each);
        return new Operations(List.of(calls), call, invoked, returned);
    }

    private static boolean invokes(History history, int at) {
        return history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0;
    }

    private static Call callAt(Model<?> model, History history, int at) {
        Call call = Call.at(history, at);
        return model.looksAtProcess()
                ? call
                : new Call(0, call.function(), call.argument(), call.result(), call.outcome(), call.revision());
    }

    private static final class Positions {
        private int[] at = new int[16];
        private int size;

        void add(int position) {
            if (size == at.length) {
                at = Arrays.copyOf(at, size * 2);
            }
            at[size++] = position;
        }

        int[] toArray() {
            return Arrays.copyOf(at, size);
        }
    }
}
