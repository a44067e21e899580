package refute.reports.html;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
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
 * {@code texts}. Texts are cut: the page is not where a value of a megabyte is read.
 *
 * <p>What can be foretold is left out, so that mostly zeros and small numbers remain to be compressed. A worker is told by its place in
 * the {@link WorkerOrder}, a process by its worker, as it has a new number only after an operation of unknown outcome; an argument by
 * how it differs from the last one of its key, a result by how it differs from what was last asked of the key before it was
 * answered ({@link KeyArguments}). Which of them an operation has is its <em>shape</em>, mostly that of the last one with its function and
 * outcome; what it does not have takes no place. A million operations of a hundred workers take half as much as they did without.
 */
final class OperationColumns {
    /** The columns, in the page by their names in small letters. */
    private enum Column {
        /** By how much the place of the invocation in the recorded history is further from what was foretold than the one before, folded. */
        INDEX,
        /** When it was invoked, since the one before. */
        START,
        /** How long it took, and one; 0 if it never returned. */
        DURATION,
        /** The place, in the order of workers, of the process modulo their number. */
        WORKER,
        /** By how much the process is another one of its worker than foretold, folded. */
        RETIRED,
        FUNCTION,
        /** 0 ok, 1 fail, 2 info. */
        OUTCOME,
        KEY,
        /** 0 as the last one of its function and outcome; else {@link Shape} and one. */
        SHAPE,
        /** Of those that have one: the difference from the last of the key, folded. */
        ARGUMENT,
        /** Of those that have one of their own: the difference from the key's last argument by then, folded. */
        RESULT,
        /** Of those that have one: the difference from the last one, folded. */
        REVISION,
        /** Of those that have one: the number of its text. */
        ERROR
    }

    /** Bits that say what an operation has. */
    private static final class Shape {
        static final int ARGUMENT = 1;
        /** The argument again. */
        static final int RESULT_SAME = 2;

        static final int RESULT_OWN = 4;
        static final int REVISION = 8;
        static final int ERROR = 16;
    }

    /** Beyond what a page's numbers hold exactly, a whole number is shown as text. */
    private static final long EXACT_MAX = 1L << 48;

    private static final int OUTCOMES = 3;

    private final Map<String, Integer> textNumbers = new LinkedHashMap<>();
    private final Map<String, Integer> functionNumbers = new LinkedHashMap<>();
    private final Map<Column, Packer> packers = new EnumMap<>(Column.class);
    private final Map<Integer, Integer> shapes = new HashMap<>();
    private final KeyArguments arguments = new KeyArguments();
    private final WorkerOrder order;
    /** By worker: how many of its processes are retired. */
    private final int[] retired;

    private int count;
    private long lastDrift;
    private long lastMicros;
    private long lastRevision;

    private OperationColumns(int workers) {
        order = new WorkerOrder(workers);
        retired = new int[workers];
        for (Column column : Column.values()) {
            packers.put(column, new Packer());
        }
    }

    /** The operations of the clients in this history, of so many workers. */
    static OperationColumns of(History history, int workers) {
        OperationColumns columns = new OperationColumns(Math.max(1, workers));
        for (int at = 0; at < history.size(); at++) {
            if (isOurs(history, at)) {
                columns.add(history, at);
            }
        }
        // Once more: what was answered is told by what was asked until then, also by those that come later.
        for (int at = 0; at < history.size(); at++) {
            if (isOurs(history, at) && history.partner(at) >= 0) {
                columns.addResult(history, at, history.partner(at));
            }
        }
        return columns;
    }

    private static boolean isOurs(History history, int at) {
        return history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0;
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

    /** Each column by its name: its greatest number, by which the page chooses an array, how many there are, and themselves, packed. */
    Map<String, List<Object>> packed() {
        Map<String, List<Object>> packed = new LinkedHashMap<>();
        for (Column column : Column.values()) {
            Packer packer = packer(column);
            packed.put(column.name().toLowerCase(Locale.ROOT), List.of(packer.max(), packer.count(), packer.packed()));
        }
        return packed;
    }

    private void add(History history, int at) {
        int completion = history.partner(at);
        EntryKind kind = completion < 0 ? EntryKind.INFO : history.kind(completion);
        int outcome = kind == EntryKind.OK ? 0 : kind == EntryKind.FAIL ? 1 : 2;
        long start = micros(history, at);
        long end = completion < 0 ? Long.MAX_VALUE : micros(history, completion);
        long key = number(history.key(at));
        int function = functionNumber(history.function(at));
        // Before it are all earlier invocations, and the completions of those of them that are done.
        long drift = history.index(at) - (2L * count - order.busy(start));
        put(Column.INDEX, Packer.folded(drift - lastDrift));
        put(Column.START, start - lastMicros);
        put(Column.DURATION, completion < 0 ? 0 : 1 + end - start);
        put(Column.FUNCTION, function);
        put(Column.OUTCOME, outcome);
        put(Column.KEY, key);
        putProcess(history.process(at), end, outcome == 2);
        putShape(function * OUTCOMES + outcome, shape(history, at, completion));
        putArgument(key, start, number(history.value(at)));
        if (completion >= 0) {
            putRevision(history.revision(completion));
            String error = history.error(completion);
            if (!error.isEmpty()) {
                put(Column.ERROR, textNumber(OperationText.cut(error)));
            }
        }
        lastDrift = drift;
        lastMicros = start;
        count++;
    }

    private int shape(History history, int at, int completion) {
        long argument = number(history.value(at));
        int shape = argument == 0 ? 0 : Shape.ARGUMENT;
        if (completion < 0) {
            return shape;
        }
        long result = number(history.value(completion));
        shape |= result == 0 ? 0 : result == argument ? Shape.RESULT_SAME : Shape.RESULT_OWN;
        shape |= history.revision(completion) > 0 ? Shape.REVISION : 0;
        return shape | (history.error(completion).isEmpty() ? 0 : Shape.ERROR);
    }

    private void putShape(int sort, int shape) {
        Integer before = shapes.put(sort, shape);
        put(Column.SHAPE, shape == (before == null ? 0 : before) ? 0 : 1 + shape);
    }

    private void putProcess(int process, long endMicros, boolean retires) {
        int worker = process % retired.length;
        int generation = process / retired.length;
        int place = order.place(worker);
        put(Column.WORKER, place);
        order.runs(place, endMicros);
        put(Column.RETIRED, Packer.folded(generation - retired[worker]));
        retired[worker] = retires ? generation + 1 : generation;
    }

    private void putArgument(long key, long start, long argument) {
        if (argument != 0) {
            put(Column.ARGUMENT, Packer.folded(argument - arguments.last(key)));
            arguments.add(key, start, argument);
        }
    }

    private void putRevision(long revision) {
        if (revision > 0) {
            put(Column.REVISION, Packer.folded(revision - lastRevision));
            lastRevision = revision;
        }
    }

    private void addResult(History history, int at, int completion) {
        long result = number(history.value(completion));
        if (result != 0 && result != number(history.value(at))) {
            long likely = arguments.until(number(history.key(at)), micros(history, completion));
            put(Column.RESULT, Packer.folded(result - likely));
        }
    }

    private static long micros(History history, int at) {
        return history.timeNanos(at) / 1000;
    }

    private void put(Column column, long number) {
        packer(column).put(number);
    }

    private Packer packer(Column column) {
        return Objects.requireNonNull(packers.get(column));
    }

    private int functionNumber(String function) {
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
