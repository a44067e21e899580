package refute.toxiproxy;

import refute.toxiproxy.engine.Refusal;

/**
 * Finds where the first JSON value of a body ends, or says what is wrong with it in the words of Go's decoder, which
 * Toxiproxy passes on to its clients. No JSON library words its errors that way, hence this check before Jackson reads.
 */
final class GoSyntax {

    /** Go's own bound. */
    static final int DEPTH_MAX = 10_000;

    private final byte[] body;
    private int at;
    private int depth;

    private GoSyntax(byte[] body) {
        this.body = body;
    }

    static int endOfFirstValue(byte[] body) throws Refusal {
        GoSyntax syntax = new GoSyntax(body);
        syntax.skipSpace();
        if (syntax.at == body.length) {
            throw refusal("EOF");
        }
        syntax.value();
        return syntax.at;
    }

    /** Containers are entered without recursion, so that the depth of the stack does not bound that of the text. */
    private void value() throws Refusal {
        StringBuilder open = new StringBuilder();
        do {
            boolean whole = begin(open);
            while (whole && !open.isEmpty()) {
                whole = afterElement(open);
            }
        } while (!open.isEmpty());
    }

    /** Reads a scalar or an empty container, or opens a container up to its first element; true if a value is whole. */
    private boolean begin(StringBuilder open) throws Refusal {
        skipSpace();
        char c = peek();
        switch (c) {
            case '{', '[' -> {
                return open(open, c);
            }
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw unexpected(c, "looking for beginning of value");
                }
                number();
            }
        }
        return true;
    }

    private boolean open(StringBuilder open, char bracket) throws Refusal {
        at++;
        if (++depth > DEPTH_MAX) {
            throw refusal("exceeded max depth");
        }
        skipSpace();
        if (peek() == (bracket == '{' ? '}' : ']')) {
            at++;
            depth--;
            return true;
        }
        open.append(bracket);
        if (bracket == '{') {
            key();
        }
        return false;
    }

    /** After an element: a comma leads to the next one (false), a bracket closes the container (true). */
    private boolean afterElement(StringBuilder open) throws Refusal {
        boolean object = open.charAt(open.length() - 1) == '{';
        skipSpace();
        char c = peek();
        if (c == ',') {
            at++;
            if (object) {
                skipSpace();
                key();
            }
            return false;
        }
        if (c != (object ? '}' : ']')) {
            throw unexpected(c, object ? "after object key:value pair" : "after array element");
        }
        at++;
        depth--;
        open.setLength(open.length() - 1);
        return true;
    }

    private void key() throws Refusal {
        if (peek() != '"') {
            throw unexpected(peek(), "looking for beginning of object key string");
        }
        string();
        skipSpace();
        if (peek() != ':') {
            throw unexpected(peek(), "after object key");
        }
        at++;
    }

    private void string() throws Refusal {
        at++;
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw unexpected(c, "in string literal");
            }
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws Refusal {
        char c = next();
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                char digit = next();
                if (Character.digit(digit, 16) < 0) {
                    throw unexpected(digit, "in \\u hexadecimal character escape");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw unexpected(c, "in string escape code");
        }
    }

    private void literal(String word) throws Refusal {
        for (int i = 0; i < word.length(); i++) {
            char c = next();
            if (c != word.charAt(i)) {
                throw unexpected(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private void number() throws Refusal {
        if (peek() == '-') {
            at++;
            if (!isDigit(peek())) {
                throw unexpected(peek(), "in numeric literal");
            }
        }
        if (next() != '0') {
            digits();
        }
        if (at < body.length && body[at] == '.') {
            at++;
            someDigits("after decimal point in numeric literal");
        }
        if (at < body.length && (body[at] == 'e' || body[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            someDigits("in exponent of numeric literal");
        }
    }

    private void someDigits(String where) throws Refusal {
        if (!isDigit(peek())) {
            throw unexpected(peek(), where);
        }
        digits();
    }

    private void digits() {
        while (at < body.length && isDigit((char) body[at])) {
            at++;
        }
    }

    private void skipSpace() {
        while (at < body.length && " \t\r\n".indexOf(body[at]) >= 0) {
            at++;
        }
    }

    private char peek() throws Refusal {
        if (at >= body.length) {
            throw refusal("unexpected EOF");
        }
        return (char) (body[at] & 0xff);
    }

    private char next() throws Refusal {
        char c = peek();
        at++;
        return c;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Refusal unexpected(char c, String where) {
        return refusal("invalid character " + show(c) + " " + where);
    }

    /** A byte as Go shows it in a message. */
    private static String show(char c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '\\' -> "'\\\\'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case '\b' -> "'\\b'";
            case '\f' -> "'\\f'";
            case 0x07 -> "'\\a'";
            case 0x0b -> "'\\v'";
            default -> {
                if (c < ' ' || c == 0x7f) {
                    yield String.format("'\\x%02x'", (int) c);
                }
                yield (c >= 0x80 && c <= 0xa0) || c == 0xad ? String.format("'\\u%04x'", (int) c) : "'" + c + "'";
            }
        };
    }

    private static Refusal refusal(String problem) {
        return new Refusal(400, "bad request body: " + problem);
    }
}
