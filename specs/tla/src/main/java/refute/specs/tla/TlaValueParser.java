package refute.specs.tla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads values as TLC prints them. What it does not know (an interval, a set that TLC left unevaluated) stays as it is written, as an
 * {@link TlaValue.Atom}: the text comes from TLC, and a counterexample is worth showing even if part of it is odd.
 */
final class TlaValueParser {
    /** Deeper values are not taken apart. */
    private static final int DEPTH_MAX = 200;

    private final String text;
    private int at;

    /** The text is not what this reader expects there. */
    private static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private TlaValueParser(String text) {
        this.text = text;
    }

    static TlaValue parse(String text) {
        TlaValueParser parser = new TlaValueParser(text);
        try {
            TlaValue value = parser.value(0);
            parser.spaces();
            if (parser.at == text.length()) {
                return value;
            }
        } catch (Unexpected odd) {
            // Shown as it is.
        }
        return new TlaValue.Atom(text.strip().replaceAll("\\s+", " "));
    }

    private TlaValue value(int depth) throws Unexpected {
        if (depth > DEPTH_MAX) {
            throw new Unexpected();
        }
        spaces();
        if (take("<<")) {
            return new TlaValue.Tuple(items(">>", depth));
        }
        if (take("{")) {
            return new TlaValue.SetOf(items("}", depth));
        }
        if (take("[")) {
            return record(depth);
        }
        if (take("(")) {
            return function(depth);
        }
        return take("\"") ? string() : atom();
    }

    private List<TlaValue> items(String end, int depth) throws Unexpected {
        List<TlaValue> items = new ArrayList<>();
        if (takeNext(end)) {
            return items;
        }
        while (true) {
            items.add(value(depth + 1));
            if (takeNext(end)) {
                return items;
            }
            expect(",");
        }
    }

    private TlaValue record(int depth) throws Unexpected {
        SequencedMap<String, TlaValue> fields = new LinkedHashMap<>();
        while (true) {
            spaces();
            String name = word();
            expect("|->");
            fields.put(name, value(depth + 1));
            if (takeNext("]")) {
                return new TlaValue.Rec(fields);
            }
            expect(",");
        }
    }

    private TlaValue function(int depth) throws Unexpected {
        SequencedMap<TlaValue, TlaValue> pairs = new LinkedHashMap<>();
        while (true) {
            TlaValue key = value(depth + 1);
            expect(":>");
            pairs.put(key, value(depth + 1));
            if (takeNext(")")) {
                return new TlaValue.Function(pairs);
            }
            expect("@@");
        }
    }

    private TlaValue string() throws Unexpected {
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return new TlaValue.Text(content.toString());
            }
            if (c == '\\' && at < text.length()) {
                content.append(c);
                c = text.charAt(at++);
            }
            content.append(c);
        }
        throw new Unexpected();
    }

    private TlaValue atom() throws Unexpected {
        String sign = take("-") ? "-" : "";
        String word = word();
        return new TlaValue.Atom(sign + word + (take("..") ? ".." + atom() : ""));
    }

    private String word() throws Unexpected {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (from == at) {
            throw new Unexpected();
        }
        return text.substring(from, at);
    }

    private void expect(String token) throws Unexpected {
        if (!takeNext(token)) {
            throw new Unexpected();
        }
    }

    private boolean takeNext(String token) {
        spaces();
        return take(token);
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void spaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
