package refute.reports.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.reports.OperationText;
import refute.reports.Visible;

/**
 * The operations of a history as packed columns, in the order of their invocations.
 *
 * <p>Times are microseconds. A value is a number: 0 for nil, odd for a whole number, even for the place of its text among the
 * {@code texts}. Texts are cut: the page is not where a value of a megabyte is read.
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
        PROCESS,
        FUNCTION,
        /** 0 ok, 1 fail, 2 info. */
        OUTCOME,
        KEY,
        ARGUMENT,
        RESULT,
        REVISION,
        ERROR
    }

    /** Beyond what a page's numbers hold exactly, a whole number is shown as text. */
    private static final long EXACT_MAX = 1L << 50;

    private final Map<String, Integer> textNumbers = new LinkedHashMap<>();
    private final Map<String, Integer> functionNumbers = new LinkedHashMap<>();
    private final Packer[] packers = new Packer[Column.values().length];
    private int count;
    private long lastIndex;
    private long lastMicros;

    private OperationColumns() {
        Arrays.setAll(packers, unused -> new Packer());
    }

    /** The operations of the clients in this history. */
    static OperationColumns of(History history) {
        OperationColumns columns = new OperationColumns();
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
            Packer packer = packers[column.ordinal()];
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
        put(Column.PROCESS, history.process(at));
        put(Column.FUNCTION, functionNumber(history.function(at)));
        put(Column.KEY, number(history.key(at)));
        put(Column.ARGUMENT, number(history.value(at)));
        if (completion < 0) {
            put(Column.OUTCOME, 2);
            for (Column column : List.of(Column.DURATION, Column.RESULT, Column.REVISION, Column.ERROR)) {
                put(column, 0);
            }
        } else {
            addCompletion(history, completion, micros);
        }
        lastIndex = history.index(at);
        lastMicros = micros;
    }

    private void addCompletion(History history, int completion, long invokedMicros) {
        EntryKind kind = history.kind(completion);
        String error = history.error(completion);
        put(Column.DURATION, 1 + history.timeNanos(completion) / 1000 - invokedMicros);
        put(Column.OUTCOME, kind == EntryKind.OK ? 0 : kind == EntryKind.FAIL ? 1 : 2);
        put(Column.RESULT, number(history.value(completion)));
        put(Column.REVISION, Math.max(0, history.revision(completion)));
        put(Column.ERROR, error.isEmpty() ? 0 : textNumber(OperationText.cut(error)));
    }

    private void put(Column column, long number) {
        packers[column.ordinal()].put(number);
    }

    private long functionNumber(String function) {
        return functionNumbers.computeIfAbsent(Visible.text(function), unused -> functionNumbers.size());
    }

    private long number(Value value) {
        return switch (value) {
            case Value.Nil nil -> 0;
            case Value.Int whole
            when Math.abs(whole.number()) < EXACT_MAX ->
                (whole.number() < 0 ? -whole.number() * 2 - 1 : whole.number() * 2) * 2 + 1;
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
