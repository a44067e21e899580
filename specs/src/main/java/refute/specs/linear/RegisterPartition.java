package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * Splits a history of registers by key and encodes each key's operations, straight from the columns of the history. Owned by one thread.
 *
 * <p>Left out is what cannot matter: failed operations that say nothing, unanswered reads, unanswered compare-and-sets that would
 * change nothing.
 */
final class RegisterPartition {
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int CAS = 2;

    private final Model<Value> model;
    private final boolean failedCasObserves;
    private final History history;
    private final ValueNumbers keys = new ValueNumbers();
    private final List<Value> keyValues = new ArrayList<>();
    private final List<Growing> growing = new ArrayList<>();
    /** By position of an invocation, the number of its operation among those of its key; -1 if it is left out. */
    private final int[] numberAt;

    private final int[] keyAt;
    private final BadInput.Collector problems = new BadInput.Collector();
    private @Nullable String lastFunction;
    private int lastCode;

    private RegisterPartition(Model<Value> model, boolean failedCasObserves, History history) {
        this.model = model;
        this.failedCasObserves = failedCasObserves;
        this.history = history;
        this.numberAt = new int[history.size()];
        this.keyAt = new int[history.size()];
    }

    /** One key's operations. */
    record RegisterPart(Value key, RegisterOperations operations) {}

    /**
     * The parts, in the order in which their keys first appear.
     *
     * @throws BadInput with every call that the model does not understand
     */
    static List<RegisterPart> of(Model<Value> model, boolean failedCasObserves, History history) {
        RegisterPartition partition = new RegisterPartition(model, failedCasObserves, history);
        for (int at = 0; at < history.size(); at++) {
            if (history.process(at) >= 0) {
                partition.entry(at);
            }
        }
        partition.problems.throwIfAny();
        List<RegisterPart> parts = new ArrayList<>();
        for (int key = 0; key < partition.growing.size(); key++) {
            parts.add(new RegisterPart(
                    partition.keyValues.get(key), partition.growing.get(key).operations()));
        }
        return parts;
    }

    private void entry(int at) {
        EntryKind kind = history.kind(at);
        if (kind == EntryKind.INVOKE) {
            Value key = history.key(at);
            int number = keys.of(key);
            if (number == growing.size()) {
                keyValues.add(key);
                growing.add(new Growing(model.initial()));
            }
            keyAt[at] = number;
            numberAt[at] = invoke(growing.get(number), at);
        } else if (kind != EntryKind.INFO) {
            int invocation = history.partner(at);
            int operation = numberAt[invocation];
            if (operation >= 0) {
                growing.get(keyAt[invocation]).event(2 * operation + 1);
            }
        }
    }

    /** Encodes an operation; -1 if it is left out. */
    private int invoke(Growing to, int at) {
        int completion = history.partner(at);
        EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
        int end = outcome == EntryKind.INFO ? Operations.OPEN : completion;
        return switch (code(at)) {
            case READ ->
                outcome == EntryKind.OK
                        ? to.add(RegisterOperations.READ, to.number(history.value(completion)), 0, at, end)
                        : -1;
            case WRITE ->
                outcome == EntryKind.FAIL
                        ? -1
                        : to.add(RegisterOperations.WRITE, to.number(history.value(at)), 0, at, end);
            case CAS -> cas(to, at, outcome, end);
            default -> -1;
        };
    }

    private int cas(Growing to, int at, EntryKind outcome, int end) {
        if (!(history.value(at) instanceof Value.Vec pair) || pair.items().size() != 2) {
            object(at);
            return -1;
        }
        int from = to.number(pair.items().get(0));
        int next = to.number(pair.items().get(1));
        if (outcome == EntryKind.FAIL) {
            return failedCasObserves ? to.add(RegisterOperations.UNEQUAL, from, 0, at, end) : -1;
        }
        if (from == next) {
            return outcome == EntryKind.OK ? to.add(RegisterOperations.READ, from, 0, at, end) : -1;
        }
        return to.add(RegisterOperations.CAS, from, next, at, end);
    }

    @SuppressWarnings("ReferenceEquality") // The same name is the same object within one history.
    private int code(int at) {
        String function = history.function(at);
        if (function != lastFunction) {
            lastFunction = function;
            lastCode = model.functions().contains(function) ? codeOf(function) : -1;
        }
        if (lastCode < 0) {
            object(at);
        }
        return lastCode;
    }

    private static int codeOf(String function) {
        return switch (function) {
            case "read" -> READ;
            case "write" -> WRITE;
            default -> CAS;
        };
    }

    private void object(int at) {
        model.objection(Call.at(history, at)).ifPresent(what -> problems.add("entry " + history.index(at), what));
    }

    private static final class Growing {
        private final ValueNumbers values = new ValueNumbers();
        private byte[] kind = new byte[16];
        private int[] value = new int[16];
        private int[] next = new int[16];
        private int[] invoked = new int[16];
        private int[] returned = new int[16];
        private int size;
        private int[] events = new int[32];
        private int eventCount;

        Growing(Value initial) {
            values.of(initial);
        }

        int number(Value v) {
            return values.of(v);
        }

        int add(byte newKind, int newValue, int newNext, int at, int end) {
            if (size == kind.length) {
                int capacity = size * 2;
                kind = Arrays.copyOf(kind, capacity);
                value = Arrays.copyOf(value, capacity);
                next = Arrays.copyOf(next, capacity);
                invoked = Arrays.copyOf(invoked, capacity);
                returned = Arrays.copyOf(returned, capacity);
            }
            kind[size] = newKind;
            value[size] = newValue;
            next[size] = newKind == RegisterOperations.CAS ? newNext : newValue;
            invoked[size] = at;
            returned[size] = end;
            event(2 * size);
            return size++;
        }

        void event(int event) {
            if (eventCount == events.length) {
                events = Arrays.copyOf(events, 2 * eventCount);
            }
            events[eventCount++] = event;
        }

        RegisterOperations operations() {
            return new RegisterOperations(
                    Arrays.copyOf(kind, size),
                    Arrays.copyOf(value, size),
                    Arrays.copyOf(next, size),
                    Arrays.copyOf(invoked, size),
                    Arrays.copyOf(returned, size),
                    Arrays.copyOf(events, eventCount),
                    values.size(),
                    0);
        }
    }
}
