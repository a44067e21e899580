package refute.reports.html;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.reports.OperationText;
import refute.reports.Visible;

/**
 * The operations of a history as packed columns, in the order of their invocations.
 *
 * <p>Times are microseconds. A value is a number: 0 for nil, odd for a whole number, even for the place of its text among the
 * {@code texts}. Texts are cut: the page is not where a value of a megabyte is read. What can be foretold is left out, so that
 * mostly zeros and small numbers remain to be compressed: a value is told by how it differs from the one before, a process by
 * its worker, as it has a new number only after an operation of unknown outcome.
 */
final class OperationColumns {
    /** The columns, in the page by their names in small letters. */
    private enum Column {
        /** Of the invocation in the recorded history, less that of the operation before. */
        INDEX,
        /** When it was invoked, since the one before. */
        START,
        /** How long it took, and one; 0 if it never returned. */
        DURATION,
        /** The process modulo the number of workers. */
        WORKER,
        /** By how much the process is another one of its worker than foretold, folded. */
        RETIRED,
        FUNCTION,
        /** 0 ok, 1 fail, 2 info. */
        OUTCOME,
        KEY,
        /** 0 nil; else the difference from the last value, folded, and one. */
        ARGUMENT,
        /** 0 nil, 1 as the argument; else the difference from the last value, folded, and two. */
        RESULT,
        REVISION,
        ERROR
    }

    /** Beyond what a page's numbers hold exactly, a whole number is shown as text. */
    private static final long EXACT_MAX = 1L << 48;

    private final Map<String, Integer> textNumbers = new LinkedHashMap<>();
    private final Map<String, Integer> functionNumbers = new LinkedHashMap<>();
    private final Map<Column, Packer> packers = new EnumMap<>(Column.class);
    private int count;
    private long lastIndex;
    private long lastMicros;
    private long lastValue;
    /** By worker: how many of its processes are retired. */
    private final int[] retired;

    private OperationColumns(int workers) {
        retired = new int[workers];
        for (Column column : Column.values()) {
            packers.put(column, new Packer());
        }
    }

    /** The operations of the clients in this history, of so many workers. */
    static OperationColumns of(History history, int workers) {
        OperationColumns columns = new OperationColumns(Math.max(1, workers));
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                columns.add(history, at);
            }
        }
        return columns;
    }

    int count() {
        return count;
    }

    List<String> texts() {
        return new ArrayList<>(textNumbers.keySet());
    }

    List<String> functions() {
        return new ArrayList<>(functionNumbers.keySet());
    }

    /** Each column by its name: its greatest number, by which the page chooses an array, and itself, packed. */
    Map<String, List<Object>> packed() {
        Map<String, List<Object>> packed = new LinkedHashMap<>();
        for (Column column : Column.values()) {
            Packer packer = packer(column);
            packed.put(column.name().toLowerCase(Locale.ROOT), List.of(packer.max(), packer.packed()));
        }
        return packed;
    }

    private void add(History history, int at) {
        int completion = history.partner(at);
        long micros = history.timeNanos(at) / 1000;
        count++;
        put(Column.INDEX, history.index(at) - lastIndex);
        put(Column.START, micros - lastMicros);
        putProcess(history.process(at), completion < 0 || history.kind(completion) == EntryKind.INFO);
        put(Column.FUNCTION, functionNumber(history.function(at)));
        put(Column.KEY, number(history.key(at)));
        long argument = number(history.value(at));
        put(Column.ARGUMENT, argument == 0 ? 0 : 1 + difference(argument));
        if (completion < 0) {
            put(Column.OUTCOME, 2);
            for (Column column : List.of(Column.DURATION, Column.RESULT, Column.REVISION, Column.ERROR)) {
                put(column, 0);
            }
        } else {
            addCompletion(history, completion, micros, argument);
        }
        lastIndex = history.index(at);
        lastMicros = micros;
    }

    private void addCompletion(History history, int completion, long invokedMicros, long argument) {
        EntryKind kind = history.kind(completion);
        String error = history.error(completion);
        put(Column.DURATION, 1 + history.timeNanos(completion) / 1000 - invokedMicros);
        put(Column.OUTCOME, kind == EntryKind.OK ? 0 : kind == EntryKind.FAIL ? 1 : 2);
        long result = number(history.value(completion));
        put(Column.RESULT, result == 0 ? 0 : result == argument ? 1 : 2 + difference(result));
        put(Column.REVISION, Math.max(0, history.revision(completion)));
        put(Column.ERROR, error.isEmpty() ? 0 : textNumber(OperationText.cut(error)));
    }

    private void putProcess(int process, boolean retires) {
        int worker = process % retired.length;
        int generation = process / retired.length;
        put(Column.WORKER, worker);
        put(Column.RETIRED, Packer.folded(generation - retired[worker]));
        retired[worker] = retires ? generation + 1 : generation;
    }

    private long difference(long value) {
        long difference = Packer.folded(value - lastValue);
        lastValue = value;
        return difference;
    }

    private void put(Column column, long number) {
        packer(column).put(number);
    }

    private Packer packer(Column column) {
        return Objects.requireNonNull(packers.get(column));
    }

    private long functionNumber(String function) {
        return functionNumbers.computeIfAbsent(Visible.text(function), unused -> functionNumbers.size());
    }

    private long number(Value value) {
        return switch (value) {
            case Value.Nil nil -> 0;
            case Value.Int whole when Math.abs(whole.number()) < EXACT_MAX -> Packer.folded(whole.number()) * 2 + 1;
            case Value.Int n -> textNumber(n.toString());
            case Value.Real r -> textNumber(OperationText.value(r));
            case Value.Bool b -> textNumber(OperationText.value(b));
            case Value.Text t -> textNumber(OperationText.value(t));
            case Value.Keyword k -> textNumber(OperationText.value(k));
            case Value.Vec v -> textNumber(OperationText.value(v));
            case Value.Dict d -> textNumber(OperationText.value(d));
        };
    }

    private long textNumber(String text) {
        return 2L + 2L * textNumbers.computeIfAbsent(text, unused -> textNumbers.size());
    }
}
