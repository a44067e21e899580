package refute.specs.ordered;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Witness;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * Judges one subscription. Its beginning, its events and its calls stand in one order; each is an operation, and none may have returned before one that
 * stands earlier began. Used once.
 */
final class StreamJudge {
    private final Stream stream;
    private final Changes changes;
    private final Set<Stream.Event> all = new HashSet<>();
    private final BitSet heard = new BitSet();
    private final Map<String, Value> lastOf = new HashMap<>();

    /** What changes took the place of that were heard: keys with values whose own changes have not been. */
    private final Set<Stream.Event> replaced = new HashSet<>();

    /** Removals by nobody knows whom, of keys of which nothing was heard before: something must have been there. */
    private final List<Operation> unexplained = new ArrayList<>();

    /** Of what stands in the order so far, the one that began last. */
    private Operation latest;

    /** When the first of them returned: what was before all of them had begun by then. */
    private long firstReturnNanos;

    StreamJudge(Stream stream, Changes changes) {
        this.stream = stream;
        this.changes = changes;
        stream.takes().forEach(take -> all.addAll(take.events()));
        this.latest = stream.subscribe();
        this.firstReturnNanos = stream.subscribe().returnedNanos();
    }

    Optional<Witness> judge() {
        for (Stream.Take take : stream.takes()) {
            for (Stream.Event event : take.events()) {
                Optional<Witness> wrong = hear(event, take.operation());
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            if (take.operation().returnedNanos() < latest.invokedNanos()) {
                return wrong("from-nowhere", take, "was told of " + Sentences.of(latest) + " before it began", latest);
            }
            follows(take.operation());
        }
        return missing();
    }

    private void follows(Operation operation) {
        firstReturnNanos = Math.min(firstReturnNanos, operation.returnedNanos());
        latest = operation.invokedNanos() > latest.invokedNanos() ? operation : latest;
    }

    private Optional<Witness> hear(Stream.Event event, Operation take) {
        if (!stream.covers(event.key())) {
            return wrong("foreign", take, "was told of " + words(event) + ", which is not under its prefix");
        }
        Value before = lastOf.get(event.key());
        if (before != null && before.equals(event.value())) {
            return wrong("doubled", take, "was told twice of " + words(event));
        }
        Operation change = change(event, before).orElse(null);
        if (change == null || (change.isOk() && change.revision() != stream.incarnation())) {
            return wrong("from-nowhere", take, "was told of " + words(event) + ", which nobody had done");
        }
        if (heard.get(change.index())) {
            return wrong("doubled", take, "was told twice of " + Sentences.of(change), change);
        }
        if (change.returnedNanos() < latest.invokedNanos()) {
            return wrong(
                    "order",
                    take,
                    "was told of " + Sentences.of(change) + " after " + Sentences.of(latest) + ", which began later",
                    change,
                    latest);
        }
        Optional<Witness> wrong = chained(event, change, before, take);
        heard.set(change.index());
        lastOf.put(event.key(), event.value());
        follows(change);
        return wrong;
    }

    private Optional<Operation> change(Stream.Event event, @Nullable Value before) {
        if (!event.value().equals(Value.NIL)) {
            return changes.put(event.key(), event.value());
        }
        Predicate<Operation> told = removal -> removal.revision() == stream.incarnation()
                && (before == null
                        ? !all.contains(new Stream.Event(event.key(), removal.result()))
                                && removal.returnedNanos() >= latest.invokedNanos()
                                && removal.invokedNanos() <= firstReturnAfter(event)
                        : removal.result().equals(before));
        return changes.removal(event.key(), told, unknown -> !heard.get(unknown.index()));
    }

    /** When the first returned of what surely stands after that event, the first of its key. */
    private long firstReturnAfter(Stream.Event event) {
        long first = Long.MAX_VALUE;
        boolean after = false;
        for (Stream.Take take : stream.takes()) {
            for (Stream.Event each : take.events()) {
                if (after && !each.value().equals(Value.NIL)) {
                    first = Math.min(
                            first,
                            changes.put(each.key(), each.value())
                                    .map(Operation::returnedNanos)
                                    .orElse(Long.MAX_VALUE));
                }
                after = after || each.equals(event);
            }
            first = after ? Math.min(first, take.operation().returnedNanos()) : first;
        }
        return first;
    }

    /** The change itself says what was there before it: that was the event before. */
    private Optional<Witness> chained(Stream.Event event, Operation change, @Nullable Value before, Operation take) {
        if (replaced.contains(event)) {
            return wrong("order", take, "was told of " + words(event) + " after what took its place", change);
        }
        if (!change.isOk()) {
            if (before == null && event.value().equals(Value.NIL)) {
                unexplained.add(change);
            }
            return Optional.empty();
        }
        if (before == null && !change.result().equals(Value.NIL)) {
            replaced.add(new Stream.Event(event.key(), change.result()));
        } else if (before != null && !before.equals(change.result())) {
            return wrong(
                    "lost",
                    take,
                    "was told of " + Sentences.of(change) + ", which found " + change.result() + ", next after "
                            + before + " of the same key",
                    change);
        }
        return Optional.empty();
    }

    private Optional<Witness> missing() {
        Operation last = stream.takes().getLast().operation();
        for (Operation removal : unexplained) {
            String key = Changes.key(removal);
            if (changes.puts(key).stream()
                    .noneMatch(put -> !heard.get(put.index()) && put.invokedNanos() <= firstReturnNanos)) {
                return wrong(
                        "from-nowhere", last, "was told of the removal of " + key + ", where nothing was", removal);
            }
        }
        for (Stream.Event before : replaced) {
            Optional<Operation> put = changes.put(before.key(), before.value());
            if (put.isPresent() && put.get().invokedNanos() > firstReturnNanos) {
                return wrong(
                        "lost",
                        last,
                        "was told of what took the place of " + words(before) + ", but not of that",
                        put.get());
            }
        }
        for (Operation change : changes.certain()) {
            String key = Changes.key(change);
            if (change.revision() != stream.incarnation() || !stream.covers(key) || heard.get(change.index())) {
                continue;
            }
            boolean earlier = change.invokedNanos() <= firstReturnNanos;
            boolean later = change.returnedNanos() >= latest.invokedNanos();
            if (isHeard(key, change.result())) {
                earlier = false;
                later = later && change.result().equals(lastOf.get(key));
            }
            if (replaced.contains(new Stream.Event(key, change.argument()))) {
                later = false;
            }
            if (!earlier && !later) {
                return wrong("lost", last, "was never told of " + Sentences.of(change), change);
            }
        }
        return Optional.empty();
    }

    private boolean isHeard(String key, Value value) {
        return changes.put(key, value).map(put -> heard.get(put.index())).orElse(false);
    }

    private static String words(Stream.Event event) {
        return event.value().equals(Value.NIL)
                ? "the removal of " + event.key()
                : event.value() + " under " + event.key();
    }

    private Optional<Witness> wrong(String anomaly, Stream.Take take, String what, Operation... shown) {
        return wrong(anomaly, take.operation(), what, shown);
    }

    private Optional<Witness> wrong(String anomaly, Operation take, String what, Operation... shown) {
        List<Operation> all = new ArrayList<>(List.of(stream.subscribe()));
        all.addAll(List.of(shown));
        all.add(take);
        return Optional.of(new Witness.Contradiction(
                "process " + stream.subscribe().process() + ", which listens to '" + stream.prefix() + "' since "
                        + Sentences.of(stream.subscribe()) + ", " + what,
                anomaly,
                all.stream().distinct().toList()));
    }
}
