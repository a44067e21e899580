package refute.specs.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/** The guarantees as they are defined, by trying every order: the twin of the monitor. For a handful of operations. */
final class Definitions {
    private final boolean failedCasObserves;
    private final List<Operation> operations;

    private Definitions(History history, boolean failedCasObserves) {
        this.failedCasObserves = failedCasObserves;
        this.operations = history.operations();
    }

    // ---- sequential consistency: every interleaving, operations of unknown outcome taken or left ----

    static boolean sequential(History history, boolean failedCasObserves) {
        Definitions definitions = new Definitions(history, failedCasObserves);
        return definitions.canGoOn(new HashMap<>(), definitions.operations);
    }

    private boolean canGoOn(Map<Value, Value> state, List<Operation> left) {
        if (left.stream().noneMatch(Operation::isOk) && left.stream().noneMatch(this::observesAbsence)) {
            return true;
        }
        for (Operation next : left) {
            boolean isNext = left.stream()
                    .noneMatch(other -> other.process().equals(next.process()) && other.index() < next.index());
            if (!isNext) {
                continue;
            }
            List<Operation> rest = new ArrayList<>(left);
            rest.remove(next);
            Value now = state.getOrDefault(next.key(), Value.NIL);
            Value after = after(next, now);
            if (after != null) {
                Map<Value, Value> changed = new HashMap<>(state);
                changed.put(next.key(), after);
                if (canGoOn(changed, rest)) {
                    return true;
                }
            }
            if (!next.isOk() && !observesAbsence(next) && canGoOn(state, rest)) {
                return true;
            }
        }
        return false;
    }

    private boolean observesAbsence(Operation operation) {
        return failedCasObserves && operation.function().equals("cas") && operation.outcome() == EntryKind.FAIL;
    }

    private Value after(Operation operation, Value now) {
        if (operation.outcome() == EntryKind.FAIL) {
            return observesAbsence(operation) && !from(operation).equals(now) ? now : null;
        }
        return switch (operation.function()) {
            case "read" -> !operation.isOk() || operation.result().equals(now) ? now : null;
            case "write" -> operation.argument();
            default -> from(operation).equals(now) ? to(operation) : null;
        };
    }

    // ---- the others: every order of the writes ----

    /** Whether some order of the writes satisfies the condition; one of all registers' writes is one of each. */
    static boolean someOrder(History history, Predicate<List<Operation>> condition) {
        List<Operation> writes = history.operations().stream()
                .filter(o -> !o.function().equals("read") && o.outcome() != EntryKind.FAIL)
                .filter(o -> o.isOk() || wasRead(history, o))
                .toList();
        return someOrder(new ArrayList<>(), writes, condition);
    }

    private static boolean wasRead(History history, Operation write) {
        return history.operations().stream()
                .filter(reader -> reader.key().equals(write.key()) && reads(reader) != null)
                .filter(reader -> reads(reader).equals(written(write)))
                .anyMatch(reader -> reader.isOk() || (!reader.equals(write) && wasRead(history, reader)));
    }

    private static boolean someOrder(
            List<Operation> begun, List<Operation> left, Predicate<List<Operation>> condition) {
        if (left.isEmpty()) {
            return condition.test(begun);
        }
        for (Operation next : left) {
            List<Operation> rest = new ArrayList<>(left);
            rest.remove(next);
            begun.addLast(next);
            boolean found = someOrder(begun, rest, condition);
            begun.removeLast();
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** What one order of the writes keeps of the four. */
    static Set<Guarantee> kept(History history, List<Operation> order) {
        Set<Guarantee> kept = EnumSet.of(
                Guarantee.READ_YOUR_WRITES,
                Guarantee.MONOTONIC_READS,
                Guarantee.MONOTONIC_WRITES,
                Guarantee.WRITES_FOLLOW_READS);
        List<Operation> happened = happened(history, order);
        for (Operation one : happened) {
            for (Operation other : happened) {
                boolean inSession =
                        one.process().equals(other.process()) && one.key().equals(other.key());
                if (inSession && one.index() < other.index()) {
                    remove(kept, order, one, other);
                }
                if (one.equals(other)
                        && reads(one) != null
                        && writes(one)
                        && position(order, one, reads(one)) >= order.indexOf(one)) {
                    kept.remove(Guarantee.WRITES_FOLLOW_READS);
                }
            }
        }
        return kept;
    }

    private static void remove(Set<Guarantee> kept, List<Operation> order, Operation one, Operation other) {
        if (writes(one) && reads(other) != null && position(order, other, reads(other)) < order.indexOf(one)) {
            kept.remove(Guarantee.READ_YOUR_WRITES);
        }
        if (reads(one) != null
                && reads(other) != null
                && position(order, other, reads(other)) < position(order, one, reads(one))) {
            kept.remove(Guarantee.MONOTONIC_READS);
        }
        if (writes(one) && writes(other) && order.indexOf(other) < order.indexOf(one)) {
            kept.remove(Guarantee.MONOTONIC_WRITES);
        }
        if (reads(one) != null && writes(other) && order.indexOf(other) <= position(order, one, reads(one))) {
            kept.remove(Guarantee.WRITES_FOLLOW_READS);
        }
    }

    /** Bouajjani et al. 2017, definition of causal convergence: each read sees the last, in one order, of the writes in its past. */
    static boolean isCausal(History history, List<Operation> order) {
        List<Operation> happened = happened(history, order);
        int size = happened.size();
        boolean[][] before = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                Operation one = happened.get(i);
                Operation other = happened.get(j);
                before[i][j] = (one.process().equals(other.process()) && one.index() < other.index())
                        || (writes(one)
                                && one.key().equals(other.key())
                                && written(one).equals(reads(other)));
            }
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    before[i][j] |= before[i][k] && before[k][j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                boolean against = writes(happened.get(i))
                        && writes(happened.get(j))
                        && order.indexOf(happened.get(i)) > order.indexOf(happened.get(j));
                if (before[i][j] && (i == j || against)) {
                    return false;
                }
            }
            if (reads(happened.get(i)) != null && !seesTheLast(happened, i, before, order)) {
                return false;
            }
        }
        return true;
    }

    private static boolean seesTheLast(List<Operation> happened, int read, boolean[][] before, List<Operation> order) {
        Operation last = null;
        for (Operation write : order) {
            int at = happened.indexOf(write);
            if (before[at][read] && write.key().equals(happened.get(read).key())) {
                last = write;
            }
        }
        return reads(happened.get(read)).equals(last == null ? Value.NIL : written(last));
    }

    private static List<Operation> happened(History history, List<Operation> order) {
        return history.operations().stream()
                .filter(o -> order.contains(o) || (o.isOk() && !writes(o)))
                .toList();
    }

    /** Where what an operation read stands among the writes; -1 for the beginning. */
    private static int position(List<Operation> order, Operation of, Value value) {
        for (int at = 0; at < order.size(); at++) {
            if (order.get(at).key().equals(of.key()) && written(order.get(at)).equals(value)) {
                return at;
            }
        }
        return -1;
    }

    static Value reads(Operation operation) {
        return switch (operation.function()) {
            case "read" -> operation.isOk() ? operation.result() : null;
            case "cas" -> operation.outcome() == EntryKind.FAIL ? null : from(operation);
            default -> null;
        };
    }

    private static boolean writes(Operation operation) {
        return !operation.function().equals("read") && operation.outcome() != EntryKind.FAIL;
    }

    static Value written(Operation write) {
        return write.function().equals("cas") ? to(write) : write.argument();
    }

    private static Value from(Operation cas) {
        return ((Value.Vec) cas.argument()).items().get(0);
    }

    private static Value to(Operation cas) {
        return ((Value.Vec) cas.argument()).items().get(1);
    }
}
