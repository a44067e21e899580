package refute.systems.tree.nodes;

import refute.harness.history.Value;

/**
 * Values as texts: whole numbers in decimal, texts after a quotation mark, so that {@code 7} and {@code "7"} differ; and behind a line's end as much filling as
 * was asked for, which is looked at when they come back.
 */
final class TreeValues {
    private static final String WHOLE_NUMBER = "-?(0|[1-9][0-9]{0,17})";
    private static final char FILLING = '.';

    private TreeValues() {}

    /** @throws IllegalArgumentException if the value is neither a whole number nor a text */
    static String encode(Value value) {
        if (value instanceof Value.Int number) {
            return Long.toString(number.number());
        }
        if (value instanceof Value.Text text) {
            return "\"" + text.text();
        }
        throw new IllegalArgumentException("the tree keeps whole numbers and texts here, not " + value);
    }

    /** @param length of the whole, at least */
    static String encode(Value value, int length) {
        String text = encode(value);
        int missing = length - text.length() - 1;
        return missing <= 0 ? text : text + "\n" + String.valueOf(FILLING).repeat(missing);
    }

    /** What the text stands for; what {@link #encode} never makes is a text that says so, so that whatever a broken store answers can be recorded. */
    static Value decode(String text) {
        int end = text.indexOf('\n');
        if (end < 0) {
            return plain(text);
        }
        boolean whole = text.substring(end + 1).chars().allMatch(c -> c == FILLING);
        return whole ? plain(text.substring(0, end)) : Value.of("damaged: " + text.substring(0, end));
    }

    private static Value plain(String text) {
        if (text.startsWith("\"")) {
            return Value.of(text.substring(1));
        }
        return text.matches(WHOLE_NUMBER) ? Value.of(Long.parseLong(text)) : Value.of("not ours: " + text);
    }
}
