package refute.specs.ordered;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * The puts and removals of a history that may have changed something.
 *
 * @param certain those that surely did, in the order in which they began
 * @param puts by key and value, answered or not
 * @param removals those that were answered and took something out, by key, in the order in which they began
 * @param unknownRemovals those that were not answered, by key, likewise
 */
record Changes(
        List<Operation> certain,
        Map<String, Map<Value, Operation>> puts,
        Map<String, List<Operation>> removals,
        Map<String, List<Operation>> unknownRemovals) {

    static Changes of(History history) {
        Changes changes = new Changes(new ArrayList<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        history.operations().stream()
                .filter(operation -> operation.outcome() != EntryKind.FAIL)
                .sorted(Comparator.comparingLong(Operation::invokedNanos))
                .forEach(changes::add);
        return changes;
    }

    private void add(Operation operation) {
        switch (operation.function()) {
            case "put" -> {
                puts.computeIfAbsent(key(operation), key -> new HashMap<>()).put(operation.argument(), operation);
                if (operation.isOk()) {
                    certain.add(operation);
                }
            }
            case "remove" -> {
                if (!operation.isOk()) {
                    unknownRemovals
                            .computeIfAbsent(key(operation), key -> new ArrayList<>())
                            .add(operation);
                } else if (!operation.result().equals(Value.NIL)) {
                    removals.computeIfAbsent(key(operation), key -> new ArrayList<>())
                            .add(operation);
                    certain.add(operation);
                }
            }
            default -> {
                // It changes nothing.
            }
        }
    }

    static String key(Operation operation) {
        return Scan.text(operation.key());
    }

    /** Who put that value. */
    Optional<Operation> put(String key, Value value) {
        return Optional.ofNullable(puts.getOrDefault(key, Map.of()).get(value));
    }

    /** All puts of that key. */
    Collection<Operation> puts(String key) {
        return puts.getOrDefault(key, Map.of()).values();
    }

    /**
     * The last that is fit of those who took the key out and were told what they took: others that are fit may have come before it. Else the first that is fit of those
     * who may have.
     */
    Optional<Operation> removal(String key, Predicate<Operation> told, Predicate<Operation> untold) {
        return removals.getOrDefault(key, List.of()).stream()
                .filter(told)
                .reduce((one, next) -> next)
                .or(() -> unknownRemovals.getOrDefault(key, List.of()).stream()
                        .filter(untold)
                        .findFirst());
    }
}
