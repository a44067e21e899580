package refute.specs.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * The definition of serializability, written down plainly: is there an order of all acknowledged transactions and of some of those with an
 * unknown outcome in which, run one by one, each read is what was answered? Shares nothing with the checker; for a handful of transactions.
 */
final class SerialOrders {
    private final List<Operation> operations;
    private final Respect respect;

    private SerialOrders(History history, Respect respect) {
        this.operations = history.operations().stream()
                .filter(operation -> operation.outcome() != EntryKind.FAIL)
                .toList();
        this.respect = respect;
    }

    static boolean exists(History history, Respect respect) {
        SerialOrders search = new SerialOrders(history, respect);
        return search.extend(new ArrayList<>(), new HashMap<>());
    }

    private boolean extend(List<Operation> order, Map<Value, List<Value>> state) {
        if (order.containsAll(operations.stream().filter(Operation::isOk).toList())) {
            return true;
        }
        for (Operation next : operations) {
            if (order.contains(next) || operations.stream().anyMatch(o -> !order.contains(o) && mustPrecede(o, next))) {
                continue;
            }
            Map<Value, List<Value>> after = new HashMap<>(state);
            if (run(next, after)) {
                List<Operation> longer = new ArrayList<>(order);
                longer.add(next);
                if (extend(longer, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mustPrecede(Operation first, Operation second) {
        boolean before = first.isOk() && first.returnedNanos() < second.invokedNanos();
        return before
                && switch (respect) {
                    case NOTHING -> false;
                    case SESSIONS -> first.process().equals(second.process());
                    case REAL_TIME -> true;
                };
    }

    /** Whether it can have been answered so in this state, which it changes. */
    private static boolean run(Operation operation, Map<Value, List<Value>> state) {
        Value value = operation.isOk() ? operation.result() : operation.argument();
        for (Value item : ((Value.Vec) value).items()) {
            List<Value> step = ((Value.Vec) item).items();
            List<Value> list = state.getOrDefault(step.get(1), List.of());
            if (step.getFirst().equals(new Value.Keyword("append"))) {
                List<Value> longer = new ArrayList<>(list);
                longer.add(step.getLast());
                state.put(step.get(1), longer);
            } else if (operation.isOk() && !step.getLast().equals(Value.of(list))) {
                return false;
            }
        }
        return true;
    }
}
