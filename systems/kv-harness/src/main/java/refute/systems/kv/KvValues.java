package refute.systems.kv;

import refute.harness.history.Value;
import refute.kv.Bytes;

/**
 * Keys and values as bytes, readable with the store's own command: whole numbers in decimal, texts after a quotation mark, so that
 * {@code 7} and {@code "7"} differ.
 */
final class KvValues {
    private static final String WHOLE_NUMBER = "-?(0|[1-9][0-9]{0,18})";

    private KvValues() {}

    /** @throws IllegalArgumentException if the value is neither a whole number nor a text */
    static Bytes encode(String prefix, Value value) {
        return bytes(prefix + text(value));
    }

    static Bytes bytes(String text) {
        return Bytes.utf8(text);
    }

    /** What the bytes stand for; those that {@link #encode} never makes are a text, so that whatever a broken store answers can be recorded. */
    static Value decode(Bytes bytes) {
        String text = bytes.toText();
        if (text.startsWith("\"")) {
            return Value.of(text.substring(1));
        }
        if (!text.matches(WHOLE_NUMBER)) {
            return Value.of(text);
        }
        try {
            return Value.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return Value.of(text);
        }
    }

    private static String text(Value value) {
        if (value instanceof Value.Int number) {
            return Long.toString(number.number());
        }
        if (value instanceof Value.Text text) {
            return "\"" + text.text();
        }
        throw new IllegalArgumentException("kv stores whole numbers and texts here, not " + value);
    }
}
