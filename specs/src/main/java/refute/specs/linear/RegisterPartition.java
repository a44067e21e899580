package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
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

    private final History history;
    private final Value initial;
    private final KeySort keys;
    /** Key by key the operations: position of the invocation, of the return, and kind, in 31, 31 and 2 bits. */
    private final long[] operations;

    private RegisterPartition(History history, Value initial, KeySort keys) {
        this.history = history;
        this.initial = initial;
        this.keys = keys;
        this.operations = new long[keys.operationCount()];
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
        RegisterPartition partition = new RegisterPartition(history, model.initial(), keys);
        keys.forEach(partition::place);
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
            return partition.invoked(number);
        }
    }

    private void place(int at, int sort, int place) {
        long returned = (sort & RegisterCalls.IS_OPEN) != 0 ? Operations.OPEN : history.partner(at) & Operations.OPEN;
        operations[place] = (long) at << INVOKE_SHIFT | returned << RETURN_SHIFT | (sort & RegisterCalls.KIND);
    }

    private int[] invoked(int key) {
        return Arrays.stream(operations, keys.firstOperation(key), keys.firstOperation(key + 1))
                .mapToInt(operation -> (int) (operation >>> INVOKE_SHIFT))
                .toArray();
    }

    private RegisterOperations encode(int key) {
        int first = keys.firstOperation(key);
        int size = keys.firstOperation(key + 1) - first;
        byte[] kind = new byte[size];
        int[] invoked = new int[size];
        int[] returned = new int[size];
        // They are all over the memory, so they are fetched before anything depends on what they are.
        Value[] said = new Value[size];
        for (int o = 0; o < size; o++) {
            long operation = operations[first + o];
            kind[o] = (byte) (operation & RegisterCalls.KIND);
            invoked[o] = (int) (operation >>> INVOKE_SHIFT);
            returned[o] = (int) (operation >>> RETURN_SHIFT) & Integer.MAX_VALUE;
            said[o] = history.value(kind[o] == RegisterOperations.READ ? returned[o] : invoked[o]);
        }
        int[] value = new int[size];
        int[] next = new int[size];
        ValueNumbers numbers = new ValueNumbers();
        int initially = numbers.of(initial);
        for (int o = 0; o < size; o++) {
            if (kind[o] == RegisterOperations.READ || kind[o] == RegisterOperations.WRITE) {
                value[o] = numbers.of(said[o]);
                next[o] = value[o];
                continue;
            }
            List<Value> pair = ((Value.Vec) said[o]).items();
            value[o] = numbers.of(pair.get(0));
            next[o] = kind[o] == RegisterOperations.CAS ? numbers.of(pair.get(1)) : value[o];
            if (kind[o] == RegisterOperations.CAS && value[o] == next[o]) {
                // It changed nothing, so it is a read of what it expected.
                kind[o] = RegisterOperations.READ;
            }
        }
        return new RegisterOperations(
                kind, value, next, invoked, returned, Ends.inOrder(invoked, returned), numbers.size(), initially);
    }
}
