package refute.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * The operations of a history as packed columns, in the order of their invocations.
 *
 * <p>Times are microseconds. A value is a number: 0 for nil, odd for a whole number, even for the place of its text among the
 * {@code texts}. Texts are cut: the page is not where a value of a megabyte is read.
 */
final class OperationColumns {
    /** A longer text is cut, and says so. */
    static final int TEXT_MAX = 300;
    /** Beyond what a page's numbers hold exactly, a whole number is shown as text. */
    private static final long EXACT_MAX = 1L << 50;

    private static final long UNKNOWN_DURATION = 0;

    private final Map<String, Integer> textNumbers = new LinkedHashMap<>();
    private final Map<String, Integer> functionNumbers = new LinkedHashMap<>();
    private final Map<String, Packer> columns = new LinkedHashMap<>();
    private int count;

    /** The operations of the clients in this history. */
    static OperationColumns of(History history) {
        OperationColumns columns = new OperationColumns();
        Cursor cursor = columns.new Cursor();
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                cursor.add(history, at);
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

    /** Each column by its name, packed. */
    Map<String, String> packed() {
        Map<String, String> packed = new LinkedHashMap<>();
        columns.forEach((name, packer) -> packed.put(name, packer.packed()));
        return packed;
    }

    static String cut(String text) {
        if (text.length() <= TEXT_MAX) {
            return text;
        }
        // Never between the halves of a character.
        int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }

    private long number(Value value) {
        return switch (value) {
            case Value.Nil nil -> 0;
            case Value.Int whole
            when Math.abs(whole.number()) < EXACT_MAX ->
                (whole.number() < 0 ? -whole.number() * 2 - 1 : whole.number() * 2) * 2 + 1;
            case Value.Int large -> textNumber(large.toString());
            case Value.Text text -> textNumber(EdnValue.text(text));
            case Value.Real real -> textNumber(real.toString());
            case Value.Bool bool -> textNumber(bool.toString());
            case Value.Keyword keyword -> textNumber(keyword.toString());
            case Value.Vec vec -> textNumber(EdnValue.shortened(vec));
            case Value.Dict dict -> textNumber(cut(dict.toString()));
        };
    }

    private long textNumber(String text) {
        return 2L + 2L * textNumbers.computeIfAbsent(cut(text), unused -> textNumbers.size());
    }

    private Packer column(String name) {
        return columns.computeIfAbsent(name, unused -> new Packer());
    }

    /** What the next operation's numbers are relative to. */
    private final class Cursor {
        private long lastIndex;
        private long lastMicros;

        void add(History history, int at) {
            int completion = history.partner(at);
            long micros = history.timeNanos(at) / 1000;
            EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
            count++;
            column("index").put(history.index(at) - lastIndex);
            column("start").put(micros - lastMicros);
            column("duration")
                    .put(completion < 0 ? UNKNOWN_DURATION : 1 + history.timeNanos(completion) / 1000 - micros);
            column("process").put(history.process(at));
            column("function")
                    .put(functionNumbers.computeIfAbsent(history.function(at), unused -> functionNumbers.size()));
            column("outcome").put(outcome == EntryKind.OK ? 0 : outcome == EntryKind.FAIL ? 1 : 2);
            column("key").put(number(history.key(at)));
            column("argument").put(number(history.value(at)));
            column("result").put(completion < 0 ? 0 : number(history.value(completion)));
            column("revision").put(completion < 0 ? 0 : Math.max(0, history.revision(completion)));
            column("error")
                    .put(
                            completion < 0 || history.error(completion).isEmpty()
                                    ? 0
                                    : textNumber(history.error(completion)));
            lastIndex = history.index(at);
            lastMicros = micros;
        }
    }
}
