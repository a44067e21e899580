package refute.reports;

import java.util.Locale;
import refute.harness.generator.Call;
import refute.harness.history.Entry;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/** An operation in a few words: {@code write[k1] 4}, {@code read[k1] → 4}. */
public final class OperationText {
    /** A longer value is cut, and says so: a report is not where a value of a megabyte is read. */
    public static final int VALUE_MAX = 300;

    private static final int ITEMS_MAX = 50;

    private OperationText() {}

    /** What was asked and, where it differs and is known, what was answered. */
    public static String label(Operation operation) {
        StringBuilder label = asked(operation.function(), operation.key(), operation.argument());
        boolean asked = !operation.argument().equals(Value.NIL);
        if (operation.isOk() && (!asked || !operation.result().equals(operation.argument()))) {
            label.append(" → ").append(value(operation.result()));
        }
        return label.toString();
    }

    /** What is to be asked. */
    public static String label(Call call) {
        return asked(call.function(), call.key(), call.argument()).toString();
    }

    /** One end of an operation: what was asked, or what came of it. */
    public static String entry(Entry entry) {
        String error = entry.error().isEmpty() ? "" : "  " + cut(entry.error());
        return asked(entry.function(), entry.key(), entry.value()) + error;
    }

    private static StringBuilder asked(String function, Value key, Value argument) {
        StringBuilder label = new StringBuilder(Visible.text(function));
        if (!key.equals(Value.NIL)) {
            label.append('[').append(key(key)).append(']');
        }
        if (!argument.equals(Value.NIL)) {
            label.append(' ').append(value(argument));
        }
        return label;
    }

    /** A key as people say it: a text without its quotation marks. */
    public static String key(Value key) {
        return key instanceof Value.Text text ? cut(text.text()) : value(key);
    }

    /** A value in EDN, cut, without building a text of a megabyte first when only its beginning is shown. */
    public static String value(Value value) {
        return switch (value) {
            case Value.Text text when text.text().length() > VALUE_MAX -> "\"" + cut(text.text());
            case Value.Vec vec
            when vec.items().size() > ITEMS_MAX ->
                cut(new Value.Vec(vec.items().subList(0, ITEMS_MAX)).toString()) + "… ("
                        + vec.items().size() + " items)";
            case Value.Nil n -> n.toString();
            case Value.Int n -> n.toString();
            case Value.Real n -> n.toString();
            case Value.Bool b -> b.toString();
            case Value.Text t -> cut(t.toString());
            case Value.Keyword k -> cut(k.toString());
            case Value.Vec v -> cut(v.toString());
            case Value.Dict d -> cut(d.toString());
        };
    }

    /** Seconds since the run began, as precise as matters. */
    public static String time(long nanos) {
        return nanos == Long.MAX_VALUE ? "the end" : String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    /** The beginning of a text that may be long, with how long it is. */
    public static String cut(String text) {
        if (text.length() <= VALUE_MAX) {
            return Visible.text(text);
        }
        // Never between the halves of a character.
        int end = Character.isHighSurrogate(text.charAt(VALUE_MAX - 1)) ? VALUE_MAX - 1 : VALUE_MAX;
        return Visible.text(text.substring(0, end)) + "… (" + text.length() + " characters)";
    }
}
