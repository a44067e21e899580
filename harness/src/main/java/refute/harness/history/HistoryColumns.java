package refute.harness.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a history as columns; grows at its end. Columns that most histories do not use (indexes that differ from
 * positions, revisions, errors) cost nothing until the first entry that needs them.
 *
 * <p>Owned by one thread while it grows.
 */
final class HistoryColumns {
    private static final int INITIAL_CAPACITY = 64;

    private int size;
    private long[] timesNanos = new long[INITIAL_CAPACITY];
    private int[] processes = new int[INITIAL_CAPACITY];
    private byte[] kinds = new byte[INITIAL_CAPACITY];
    private short[] functions = new short[INITIAL_CAPACITY];
    private KeyColumn keys = new KeyColumn();
    private Value[] values = new Value[INITIAL_CAPACITY];
    private int @Nullable [] indexes;
    private long @Nullable [] revisions;
    private final PairPool pairs = new PairPool();
    private final Map<Integer, String> errors;
    private final List<String> functionNames;
    private final Map<String, Short> functionNumbers;

    HistoryColumns() {
        this(new HashMap<>(), new ArrayList<>(), new HashMap<>());
    }

    private HistoryColumns(
            Map<Integer, String> errors, List<String> functionNames, Map<String, Short> functionNumbers) {
        this.errors = errors;
        this.functionNames = functionNames;
        this.functionNumbers = functionNumbers;
    }

    int size() {
        return size;
    }

    void add(Entry entry) {
        if (size == timesNanos.length) {
            resize(size + (size >> 1));
        }
        int at = size++;
        timesNanos[at] = entry.timeNanos();
        processes[at] = entry.process().number();
        kinds[at] = entry.kind().code();
        functions[at] = functionNumber(entry.function());
        keys.add(at, entry.key());
        values[at] = pairs.pooled(entry.value());
        setIndex(at, entry.index());
        setRevision(at, entry.revision());
        if (!entry.error().isEmpty()) {
            errors.put(at, entry.error());
        }
    }

    int index(int at) {
        return indexes == null ? at : indexes[at];
    }

    long timeNanos(int at) {
        return timesNanos[at];
    }

    int process(int at) {
        return processes[at];
    }

    EntryKind kind(int at) {
        return EntryKind.of(kinds[at]);
    }

    int functionNumber(int at) {
        return functions[at];
    }

    String function(int at) {
        return functionNames.get(functions[at]);
    }

    Value key(int at) {
        return keys.key(at);
    }

    int keyNumber(int at) {
        return keys.number(at);
    }

    Value keyNumbered(int number) {
        return keys.name(number);
    }

    int keyBound() {
        return keys.bound();
    }

    Value value(int at) {
        return values[at];
    }

    long revision(int at) {
        return revisions == null ? 0 : revisions[at];
    }

    String error(int at) {
        return errors.getOrDefault(at, "");
    }

    Entry entry(int at) {
        return new Entry(
                index(at),
                timeNanos(at),
                new ProcessId(process(at)),
                kind(at),
                function(at),
                key(at),
                value(at),
                revision(at),
                error(at));
    }

    /** The entries at these ascending positions, as columns of their own. */
    HistoryColumns at(int[] positions) {
        Map<Integer, String> errorsThere = new HashMap<>();
        HistoryColumns part = new HistoryColumns(errorsThere, functionNames, functionNumbers);
        part.resize(positions.length);
        part.size = positions.length;
        part.keys = keys.at(positions);
        part.indexes = new int[positions.length];
        part.revisions = revisions == null ? null : new long[positions.length];
        for (int to = 0; to < positions.length; to++) {
            int from = positions[to];
            part.timesNanos[to] = timesNanos[from];
            part.processes[to] = processes[from];
            part.kinds[to] = kinds[from];
            part.functions[to] = functions[from];
            part.values[to] = values[from];
            part.indexes[to] = index(from);
            if (part.revisions != null) {
                part.revisions[to] = revision(from);
            }
            if (errors.containsKey(from)) {
                errorsThere.put(to, error(from));
            }
        }
        return part;
    }

    /**
     * The same entries, unaffected by what is added here afterwards. The arrays are shared, not copied: whatever is added goes
     * behind the entries that the snapshot has, so that a history of millions exists once.
     */
    HistoryColumns snapshot() {
        HistoryColumns snapshot = new HistoryColumns(
                new HashMap<>(errors), new ArrayList<>(functionNames), new HashMap<>(functionNumbers));
        snapshot.timesNanos = timesNanos;
        snapshot.processes = processes;
        snapshot.kinds = kinds;
        snapshot.functions = functions;
        snapshot.keys = keys.snapshot();
        snapshot.values = values;
        snapshot.indexes = indexes;
        snapshot.revisions = revisions;
        snapshot.size = size;
        return snapshot;
    }

    private void setIndex(int at, int index) {
        if (indexes == null && index != at) {
            int[] fresh = new int[timesNanos.length];
            Arrays.setAll(fresh, i -> i);
            indexes = fresh;
        }
        if (indexes != null) {
            indexes[at] = index;
        }
    }

    private void setRevision(int at, long revision) {
        if (revisions == null && revision != 0) {
            revisions = new long[timesNanos.length];
        }
        if (revisions != null) {
            revisions[at] = revision;
        }
    }

    private short functionNumber(String function) {
        Short known = functionNumbers.get(function);
        if (known != null) {
            return known;
        }
        if (functionNames.size() > Short.MAX_VALUE) {
            throw new IllegalStateException("more than " + Short.MAX_VALUE + " different functions in one history");
        }
        short number = (short) functionNames.size();
        functionNames.add(function);
        functionNumbers.put(function, number);
        return number;
    }

    private void resize(int capacity) {
        timesNanos = Arrays.copyOf(timesNanos, capacity);
        processes = Arrays.copyOf(processes, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        functions = Arrays.copyOf(functions, capacity);
        keys.resize(capacity);
        values = Arrays.copyOf(values, capacity);
        indexes = indexes == null ? null : Arrays.copyOf(indexes, capacity);
        revisions = revisions == null ? null : Arrays.copyOf(revisions, capacity);
    }
}
