package refute.reports.html;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * Operations that are no part of a witness but help to follow it: on the same key, where the value that was read came from, what
 * was acknowledged last before, and what overlapped.
 */
final class WitnessSurroundings {
    private static final int BEFORE_MAX = 3;
    private static final int OVERLAPPING_MAX = 4;
    private static final int CROWDED = 8;

    private WitnessSurroundings() {}

    /** What clients were at when something was found that has no operations of its own: the last that each had begun by then. */
    static List<Operation> at(History history, long nanos) {
        List<Operation> last = new ArrayList<>();
        Set<Integer> processes = new HashSet<>();
        for (int at = history.size() - 1; at >= 0 && last.size() < CROWDED; at--) {
            if (history.kind(at) == EntryKind.INVOKE
                    && history.process(at) >= 0
                    && history.timeNanos(at) <= nanos
                    && processes.add(history.process(at))) {
                last.addFirst(history.operation(at));
            }
        }
        return last;
    }

    /** At most eight, in the order of their invocations; none when the witness has enough of its own or several keys. */
    static List<Operation> of(History history, Witness witness) {
        List<Operation> own = witness.operations();
        if (own.isEmpty()
                || own.size() > CROWDED
                || own.stream().map(Operation::key).distinct().count() > 1) {
            return List.of();
        }
        Operation stuck = witness instanceof Witness.Unlinearizable w ? w.stuck() : own.getLast();
        List<Integer> before = new ArrayList<>();
        List<Integer> overlapping = new ArrayList<>();
        int source = -1;
        for (int at = 0; at < history.size() && history.timeNanos(at) <= stuck.returnedNanos(); at++) {
            if (!isChange(history, at, stuck.key())) {
                continue;
            }
            int completion = history.partner(at);
            boolean isOver = completion >= 0 && history.timeNanos(completion) < stuck.invokedNanos();
            if (isOver && history.kind(completion) == EntryKind.OK) {
                before.add(at);
            } else if (!isOver && overlapping.size() < OVERLAPPING_MAX) {
                overlapping.add(at);
            }
            if (stuck.isOk() && writes(history.value(at), stuck.result())) {
                source = at;
            }
        }
        TreeSet<Integer> places = new TreeSet<>(overlapping);
        places.addAll(before.subList(Math.max(0, before.size() - BEFORE_MAX), before.size()));
        if (source >= 0) {
            places.add(source);
        }
        return places.stream()
                .map(history::operation)
                .filter(operation -> own.stream().noneMatch(one -> one.index() == operation.index()))
                .toList();
    }

    private static boolean isChange(History history, int at, Value key) {
        if (history.kind(at) != EntryKind.INVOKE
                || history.process(at) < 0
                || history.value(at).equals(Value.NIL)
                || !history.key(at).equals(key)) {
            return false;
        }
        int completion = history.partner(at);
        return completion < 0 || history.kind(completion) != EntryKind.FAIL;
    }

    /** Whether a call with this argument may leave this value: a write's is the value, a compare-and-set's the last of two. */
    private static boolean writes(Value argument, Value value) {
        if (value.equals(Value.NIL)) {
            return false;
        }
        boolean isLast = argument instanceof Value.Vec pair
                && !pair.items().isEmpty()
                && pair.items().getLast().equals(value);
        return isLast || argument.equals(value);
    }
}
