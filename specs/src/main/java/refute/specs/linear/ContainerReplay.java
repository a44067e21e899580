package refute.specs.linear;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.ContainerModel.Discipline;

/** Follows an order of a container's operations step by step, on a container of the Java library. Stateless. */
final class ContainerReplay {
    private final Discipline discipline;
    private final Operations operations;

    ContainerReplay(Discipline discipline, Operations operations) {
        this.discipline = discipline;
        this.operations = operations;
    }

    boolean isLegal(int[] order) {
        Queue<Value> inside = empty();
        for (int o : order) {
            Call call = operations.callOf(o);
            if (call.function().equals(discipline.put())) {
                inside.add(call.argument());
            } else {
                Value out = inside.isEmpty() ? Value.NIL : inside.remove();
                if (call.isOk() && !call.result().equals(out)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Queue<Value> empty() {
        return switch (discipline) {
            case FIRST_IN_FIRST_OUT -> new ArrayDeque<>();
            case LAST_IN_FIRST_OUT -> Collections.asLifoQueue(new ArrayDeque<>());
            case LEAST_FIRST -> new PriorityQueue<>(Comparator.comparingLong(value -> ((Value.Int) value).number()));
        };
    }
}
