package refute.specs.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One place in which two states differ, as deep inside a variable as the difference can be told.
 *
 * @param place the variable and the way into it: {@code role["n1"]}, {@code log[2].term}
 * @param before what was there; empty if it is an element that was added
 * @param after what is there now; empty if it is an element that went
 */
public record Change(String place, Optional<TlaValue> before, Optional<TlaValue> after) {
    /** The differences of two states, variable by variable in the order of the later one. */
    static List<Change> between(SequencedMap<String, TlaValue> before, SequencedMap<String, TlaValue> after) {
        List<Change> changes = new ArrayList<>();
        after.forEach((name, value) -> {
            Optional<TlaValue> old = Optional.ofNullable(before.get(name));
            if (old.isPresent()) {
                compare(name, old.get(), value, changes);
            } else {
                changes.add(new Change(name, Optional.empty(), Optional.of(value)));
            }
        });
        return List.copyOf(changes);
    }

    /** Says it on one line: {@code role["n1"]: "Follower" -> "Candidate"}, {@code messages: + [...]}. */
    @Override
    public String toString() {
        if (before.isEmpty()) {
            return place + ": + " + after.orElseThrow();
        }
        return after.map(value -> place + ": " + before.get() + " -> " + value)
                .orElseGet(() -> place + ": - " + before.get());
    }

    private static void compare(String place, TlaValue before, TlaValue after, List<Change> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof TlaValue.Rec(var old)
                && after instanceof TlaValue.Rec(var now)
                && old.keySet().equals(now.keySet())) {
            now.forEach((name, value) ->
                    compare(place + "." + name, Objects.requireNonNull(old.get(name)), value, changes));
        } else if (before instanceof TlaValue.Function(var old)
                && after instanceof TlaValue.Function(var now)
                && old.keySet().equals(now.keySet())) {
            now.forEach((key, value) ->
                    compare(place + "[" + key + "]", Objects.requireNonNull(old.get(key)), value, changes));
        } else if (before instanceof TlaValue.Tuple(var old)
                && after instanceof TlaValue.Tuple(var now)
                && now.size() >= old.size()) {
            compareSequences(place, old, now, changes);
        } else if (before instanceof TlaValue.SetOf(var old) && after instanceof TlaValue.SetOf(var now)) {
            old.stream()
                    .filter(item -> !now.contains(item))
                    .forEach(item -> changes.add(new Change(place, Optional.of(item), Optional.empty())));
            now.stream()
                    .filter(item -> !old.contains(item))
                    .forEach(item -> changes.add(new Change(place, Optional.empty(), Optional.of(item))));
        } else {
            changes.add(new Change(place, Optional.of(before), Optional.of(after)));
        }
    }

    private static void compareSequences(
            String place, List<TlaValue> before, List<TlaValue> after, List<Change> changes) {
        for (int i = 0; i < after.size(); i++) {
            String item = place + "[" + (i + 1) + "]";
            if (i < before.size()) {
                compare(item, before.get(i), after.get(i), changes);
            } else {
                changes.add(new Change(item, Optional.empty(), Optional.of(after.get(i))));
            }
        }
    }
}
