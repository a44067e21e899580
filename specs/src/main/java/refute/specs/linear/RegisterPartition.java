package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Model;

/**
 * Splits a history of registers by key, with a counting sort: of a million operations on a thousand keys most time goes to memory, so each
 * key's operations are gathered in one place while the history is read from one end to the other. They become the arrays of a search only
 * when it begins, by the thread that runs it, and not at all once another key has decided.
 */
final class RegisterPartition {
    /** Shorter histories are not worth a second thread. */
    private static final int ENTRIES_FOR_THREADS = 50_000;

    private static final int RETURN_SHIFT = 2;
    private static final int INVOKE_SHIFT = RETURN_SHIFT + 31;

    private final Value initial;
    private final KeySort keys;
    /** Key by key the operations: position of the invocation, of the return, and kind, in 31, 31 and 2 bits. */
    private final long[] operations;
    /** Of each operation the value; of a compare-and-set, also of one that failed, the pair; of those that change nothing what they expect. */
    private final Value[] values;

    private RegisterPartition(Value initial, KeySort keys) {
        this.initial = initial;
        this.keys = keys;
        this.operations = new long[keys.operationCount()];
        this.values = new Value[operations.length];
    }

    /**
     * The parts, in the order in which their keys first appear.
     *
     * @param threads how many may work on it, at least 1
     * @throws refute.harness.BadInput with every call that the model does not understand
     */
    static List<RegisterPart> of(Model<Value> model, boolean failedCasObserves, History history, int threads) {
        Queue<RegisterCalls> asked = new ConcurrentLinkedQueue<>();
        KeySort keys = KeySort.of(
                history,
                () -> noted(asked, new RegisterCalls(model, failedCasObserves, history)),
                history.size() < ENTRIES_FOR_THREADS ? 1 : threads);
        if (asked.stream().anyMatch(calls -> !calls.problems().isEmpty())) {
            throwProblems(new RegisterCalls(model, failedCasObserves, history), history);
        }
        RegisterPartition partition = new RegisterPartition(model.initial(), keys);
        keys.forEach((at, sort, place) -> partition.place(history, at, sort, place));
        List<RegisterPart> parts = new ArrayList<>(keys.keyCount());
        for (int key = 0; key < keys.keyCount(); key++) {
            parts.add(new RegisterPart(partition, key));
        }
        return parts;
    }

    private static RegisterCalls noted(Queue<RegisterCalls> asked, RegisterCalls calls) {
        asked.add(calls);
        return calls;
    }

    /** Asks once more in one thread, so that they are told in the order of the history. */
    private static void throwProblems(RegisterCalls calls, History history) {
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                int sort = calls.sort(at);
                if ((sort & KeySort.Sorter.IS_UNDECIDED) != 0) {
                    calls.look(at, sort);
                }
            }
        }
        calls.problems().throwIfAny();
    }

    /** One key's operations that can matter. Immutable. */
    record RegisterPart(RegisterPartition partition, int number) {
        Value key() {
            return partition.keys.key(number);
        }

        int size() {
            return partition.keys.firstOperation(number + 1) - partition.keys.firstOperation(number);
        }

        /** For the search; made anew each time. */
        RegisterOperations operations() {
            return partition.encode(number);
        }

        /** Where in the history they are invoked, ascending. */
        int[] invoked() {
            return operations().invoked();
        }
    }

    private void place(History history, int at, int sort, int place) {
        long completion = history.partner(at);
        boolean isAnswered = (sort & RegisterCalls.IS_ANSWERED) != 0;
        long returned = (sort & KeySort.Sorter.IS_OPEN) != 0 ? Operations.OPEN : completion & Operations.OPEN;
        int kind = sort & RegisterCalls.KIND;
        operations[place] = (long) at << INVOKE_SHIFT | returned << RETURN_SHIFT | kind;
        Value value = history.value(isAnswered ? (int) completion : at);
        boolean expects = sort == RegisterOperations.READ;
        values[place] = expects ? ((Value.Vec) value).items().get(0) : value;
    }

    private RegisterOperations encode(int key) {
        int first = keys.firstOperation(key);
        int size = keys.firstOperation(key + 1) - first;
        byte[] kind = new byte[size];
        int[] value = new int[size];
        int[] next = new int[size];
        int[] invoked = new int[size];
        int[] returned = new int[size];
        ValueNumbers numbers = new ValueNumbers();
        int initially = numbers.of(initial);
        for (int o = 0; o < size; o++) {
            long operation = operations[first + o];
            kind[o] = (byte) (operation & RegisterCalls.KIND);
            invoked[o] = (int) (operation >>> INVOKE_SHIFT);
            returned[o] = (int) (operation >>> RETURN_SHIFT) & Integer.MAX_VALUE;
            Value its = values[first + o];
            if (kind[o] == RegisterOperations.READ || kind[o] == RegisterOperations.WRITE) {
                value[o] = numbers.of(its);
                next[o] = value[o];
            } else {
                List<Value> pair = ((Value.Vec) its).items();
                value[o] = numbers.of(pair.get(0));
                next[o] = kind[o] == RegisterOperations.CAS ? numbers.of(pair.get(1)) : value[o];
            }
        }
        return new RegisterOperations(
                kind, value, next, invoked, returned, keys.events(key), numbers.size(), initially);
    }
}
