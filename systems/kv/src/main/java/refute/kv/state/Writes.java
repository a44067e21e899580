package refute.kv.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.state.Operation.Condition;
import refute.kv.state.Operation.Step;

/** The commands that change keys, and the history of what they changed. */
final class Writes {
    private final StateData data;

    Writes(StateData data) {
        this.data = data;
    }

    Result put(long index, Operation.Put put) {
        set(index, put.key(), put.value());
        remember(index, List.of(new Change(put.key(), Optional.of(put.value()))));
        return new Result.Written(index, true, List.of());
    }

    Result delete(long index, Operation.Delete delete) {
        boolean existed = data.keys.remove(delete.key());
        if (existed) {
            remember(index, List.of(new Change(delete.key(), Optional.empty())));
        }
        return new Result.Written(index, existed, List.of());
    }

    Result compareAndSet(long index, Operation.CompareAndSet operation) {
        Optional<Bytes> current = data.keys.get(operation.key()).map(Versioned::value);
        if (!current.equals(operation.expected())) {
            return new Result.Written(index, false, List.of());
        }
        if (operation.replacement().isPresent()) {
            set(index, operation.key(), operation.replacement().get());
        } else {
            data.keys.remove(operation.key());
        }
        if (current.isPresent() || operation.replacement().isPresent()) {
            remember(index, List.of(new Change(operation.key(), operation.replacement())));
        }
        return new Result.Written(index, true, List.of());
    }

    Result transaction(long index, Operation.Transaction transaction) {
        boolean holds = transaction.conditions().stream().allMatch(this::holds);
        List<Optional<Versioned>> found = new ArrayList<>();
        // A watcher sees each key at most once in a revision, as the transaction left it.
        Map<Bytes, Change> changes = new LinkedHashMap<>();
        for (Step step : holds ? transaction.then() : transaction.otherwise()) {
            switch (step) {
                case Step.Get get -> found.add(data.keys.get(get.key()));
                case Step.Put put -> {
                    set(index, put.key(), put.value());
                    changes.put(put.key(), new Change(put.key(), Optional.of(put.value())));
                }
                case Step.Delete delete -> {
                    if (data.keys.remove(delete.key())) {
                        changes.put(delete.key(), new Change(delete.key(), Optional.empty()));
                    }
                }
            }
        }
        remember(index, List.copyOf(changes.values()));
        return new Result.Written(index, holds, found);
    }

    private boolean holds(Condition condition) {
        Optional<Versioned> current = data.keys.get(condition.key());
        return switch (condition) {
            case Condition.ValueIs is ->
                current.isPresent() && current.get().value().equals(is.value());
            case Condition.Absent absent -> current.isEmpty();
            case Condition.RevisionIs is -> current.isPresent() && current.get().revision() == is.revision();
        };
    }

    private void set(long index, Bytes key, Bytes value) {
        data.keys.put(key, new Versioned(key, value, index));
    }

    private void remember(long index, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        data.history.put(index, changes);
        if (data.history.size() > StateMachine.HISTORY_MAX) {
            SnapshotMap.Cursor<Long, List<Change>> cursor = data.history.cursor();
            cursor.next();
            data.compacted = cursor.key();
            data.history.remove(data.compacted);
        }
    }
}
