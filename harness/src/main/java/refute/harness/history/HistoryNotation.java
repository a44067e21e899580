package refute.harness.history;

import java.util.Set;
import java.util.regex.Pattern;
import refute.harness.Durations;

/**
 * The one text notation of histories, for tests, documents and bug reports alike.
 *
 * <pre>{@code
 * 0 write[x] 1                   # process 0 invokes write of 1 to the object x
 * 1 read[x]
 * 0 ok                           # it completes; without a value, ok carries the invocation's argument
 * 1 ok 1 rev 7                   # the result, and the system's own version of the object
 * 2 cas[x] [1 2] -> ok           # both ends at once
 * 2 write[x] 3 -> info ! timeout # unknown, and why
 * nemesis partition "n1" @ 1.2s; nemesis info @ 2s
 * }</pre>
 *
 * <p>An entry stands on a line or ends at a semicolon: {@code PROCESS FUNCTION[KEY] ARGUMENT} is an invocation,
 * {@code PROCESS ok|fail|info RESULT rev N ! ERROR} its completion, and only process and function are needed. Keys, arguments
 * and results are EDN, in which a bare word is a text. An error is text to the end of the entry, or a text in quotation marks.
 * {@code @} gives the time since the run began; without it an entry comes one millisecond after the one before. A function that
 * is no plain word stands in quotation marks. A number sign begins a comment.
 *
 * <p>Indexes are not written: they are positions, from 0.
 */
public final class HistoryNotation {
    private static final Pattern PLAIN_FUNCTION = Pattern.compile("[A-Za-z][A-Za-z0-9_.*!?+-]{0,99}");
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final Pattern PLAIN_ERROR =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 _.,:/()=-]{0,200}[A-Za-z0-9_.,:/()=-])?");
    private static final Set<String> RESERVED = Set.of("ok", "fail", "info", "nil", "true", "false");
    private static final long STEP_NANOS = 1_000_000;

    private HistoryNotation() {}

    /**
     * The history that the text says.
     *
     * @throws refute.harness.BadInput with all that is wrong with it, each with line and column
     */
    public static History parse(String text) {
        return new NotationParser(EdnReader.of(text, "history")).parse();
    }

    /**
     * The one value that the text says, in EDN.
     *
     * @param where what to call the text in a message: the option or the key
     * @throws refute.harness.BadInput if it is none, or more than one
     */
    public static Value value(String where, String text) {
        EdnReader reader = EdnReader.of(text, where);
        reader.skipBlank();
        Value value = reader.value();
        reader.skipBlank();
        if (reader.peek() >= 0) {
            throw reader.problem("something follows the value");
        }
        return value;
    }

    /** The notation of the history, a line for an operation whose ends follow each other, else for an entry. */
    public static String print(History history) {
        StringBuilder text = new StringBuilder();
        long expectedNanos = 0;
        for (int at = 0; at < history.size(); at++) {
            Entry entry = history.entry(at);
            boolean follows = at > 0 && history.partner(at) == at - 1;
            if (follows) {
                text.setLength(text.length() - 1);
                text.append(" -> ");
            } else {
                text.append(entry.process()).append(' ');
            }
            if (entry.kind() == EntryKind.INVOKE) {
                invocation(entry, text);
            } else {
                completion(entry, history.value(history.partner(at)), text);
            }
            if (entry.timeNanos() != expectedNanos) {
                text.append(" @ ").append(Durations.print(entry.timeNanos()));
            }
            expectedNanos = entry.timeNanos() + STEP_NANOS;
            text.append('\n');
        }
        return text.toString();
    }

    private static void invocation(Entry entry, StringBuilder text) {
        boolean plain = PLAIN_FUNCTION.matcher(entry.function()).matches() && !RESERVED.contains(entry.function());
        text.append(plain ? entry.function() : EdnText.quote(entry.function()));
        switch (entry.key()) {
            case Value.Nil nil -> {}
            case Value.Text key
            when PLAIN_KEY.matcher(key.text()).matches() && !RESERVED.contains(key.text()) ->
                text.append('[').append(key.text()).append(']');
            default -> text.append('[').append(entry.key()).append(']');
        }
        if (!entry.value().equals(Value.NIL)) {
            text.append(' ').append(entry.value());
        }
    }

    private static void completion(Entry entry, Value argument, StringBuilder text) {
        text.append(entry.kind().word());
        Value silent = entry.kind() == EntryKind.OK ? argument : Value.NIL;
        if (!entry.value().equals(silent)) {
            text.append(' ').append(entry.value());
        }
        if (entry.revision() != 0) {
            text.append(" rev ").append(entry.revision());
        }
        if (!entry.error().isEmpty()) {
            boolean plain = PLAIN_ERROR.matcher(entry.error()).matches();
            text.append(" ! ").append(plain ? entry.error() : EdnText.quote(entry.error()));
        }
    }
}
