package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/** Splits a history by key, and puts the operations of each key into dense arrays. Owned by one thread. */
final class Partition {
    private final Model<?> model;
    private final History history;
    private final SequencedMap<Value, Growing> byKey = new LinkedHashMap<>();
    private final BadInput.Collector problems = new BadInput.Collector();

    private Partition(Model<?> model, History history) {
        this.model = model;
        this.history = history;
    }

    /**
     * The parts, in the order in which their keys first appear.
     *
     * @throws BadInput with every call that the model does not understand
     */
    static SequencedMap<Value, Operations> of(Model<?> model, History history) {
        Partition partition = new Partition(model, history);
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                partition.add(at);
            }
        }
        partition.problems.throwIfAny();
        SequencedMap<Value, Operations> parts = new LinkedHashMap<>();
        partition.byKey.forEach((key, growing) -> parts.put(key, growing.operations()));
        return parts;
    }

    /** What was asked of one object before a position of the history; the model is known to understand it. */
    static Operations ofKey(Model<?> model, History history, Value key, int end) {
        Growing growing = new Growing();
        for (int at = 0; at < end; at++) {
            boolean invokes = history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0;
            if (!invokes || (model.isPerKey() && !history.key(at).equals(key))) {
                continue;
            }
            Call call = callAt(model, history, at);
            if (model.observes(call)) {
                growing.add(growing.numbers.computeIfAbsent(call, growing::number), at, returned(call, history, at));
            }
        }
        return growing.operations();
    }

    private static Call callAt(Model<?> model, History history, int at) {
        Call call = Call.at(history, at);
        return model.looksAtProcess()
                ? call
                : new Call(0, call.function(), call.argument(), call.result(), call.outcome(), call.revision());
    }

    private static int returned(Call call, History history, int at) {
        return call.outcome() == EntryKind.INFO ? Operations.OPEN : history.partner(at);
    }

    private void add(int at) {
        Value key = model.isPerKey() ? history.key(at) : Value.NIL;
        Growing growing = byKey.computeIfAbsent(key, k -> new Growing());
        Call call = callAt(model, history, at);
        Integer number = growing.numbers.get(call);
        if (number == null) {
            model.objection(call).ifPresent(what -> problems.add("entry " + history.index(at), what));
            number = model.observes(call) ? growing.number(call) : -1;
            growing.numbers.put(call, number);
        }
        if (number >= 0) {
            growing.add(number, at, returned(call, history, at));
        }
    }

    private static final class Growing {
        private final Map<Call, Integer> numbers = new HashMap<>();
        private final List<Call> calls = new ArrayList<>();
        private int[] call = new int[16];
        private int[] invoked = new int[16];
        private int[] returned = new int[16];
        private int size;

        int number(Call fresh) {
            calls.add(fresh);
            return calls.size() - 1;
        }

        void add(int number, int invokedAt, int returnedAt) {
            if (size == call.length) {
                call = Arrays.copyOf(call, size * 2);
                invoked = Arrays.copyOf(invoked, size * 2);
                returned = Arrays.copyOf(returned, size * 2);
            }
            call[size] = number;
            invoked[size] = invokedAt;
            returned[size] = returnedAt;
            size++;
        }

        Operations operations() {
            return new Operations(
                    List.copyOf(calls),
                    Arrays.copyOf(call, size),
                    Arrays.copyOf(invoked, size),
                    Arrays.copyOf(returned, size));
        }
    }
}
