package refute.harness.history;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import refute.harness.BadInput;

/**
 * Reads EDN from a stream, one value at a time, in memory that does not grow with the input.
 *
 * <p>Our own, because histories of a million operations must be read in seconds; the tests hold it against a full reader of
 * EDN. Tags are passed over, never executed: of {@code #inst "…"} the text is left. What histories have no use for is read as
 * what comes nearest: sets and lists as vectors, symbols and characters as texts, ratios and decimals as numbers that are not
 * whole. A whole number beyond 64 bits is refused.
 *
 * <p>All problems are {@link BadInput} with line and column. Owned by one thread.
 */
final class EdnReader {
    private static final int DEPTH_MAX = 256;
    private static final int WORD_MAX = 1 << 16;
    private static final int TEXT_MAX = 1 << 24;
    private static final int ITEMS_MAX = 1 << 24;
    private static final int CACHE_SIZE = 1 << 10;
    private static final int CACHED_WORD_MAX = 32;

    private final Reader in;
    private final String name;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int limit;
    private boolean ended;
    private String cut = "";
    /** The characters read before those in the buffer, and before the line: their difference is the column. */
    private long before;

    private long lineStart;
    private int line = 1;
    private char[] word = new char[64];
    private int wordLength;
    private final String[] names = new String[CACHE_SIZE];

    EdnReader(Reader in, String name) {
        this.in = in;
        this.name = name;
    }

    static EdnReader of(String text, String name) {
        return new EdnReader(new StringReader(text), name);
    }

    /** The next character, or -1 at the end. */
    int peek() {
        return at < limit || fill() ? buffer[at] : -1;
    }

    int read() {
        int c = peek();
        if (c >= 0) {
            at++;
            if (c == '\n') {
                line++;
                lineStart = before + at;
            }
        }
        return c;
    }

    /** Whether these characters are next; they stay. */
    boolean looksAt(String text) {
        while (limit - at < text.length() && fill()) {
            // fill() ends when the input does or the buffer has enough.
        }
        if (limit - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (buffer[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the next character stands: {@code name:line:column}, from 1. */
    String place() {
        return name + ":" + line + ":" + (before + at - lineStart + 1);
    }

    /** As {@link #place}, of this moment, worked out only when it is asked for: few are. */
    Supplier<String> mark() {
        int markedLine = line;
        long column = before + at - lineStart + 1;
        return () -> name + ":" + markedLine + ":" + column;
    }

    BadInput problem(String what) {
        return new BadInput(place(), what, "");
    }

    /** Why the input ended before its own end, if it did: a compressed file that was cut. */
    Optional<String> cut() {
        return cut.isEmpty() ? Optional.empty() : Optional.of(cut);
    }

    /** Passes over spaces, commas, comments and what {@code #_} discards. */
    void skipBlank() {
        while (true) {
            int c = peek();
            if (c == ';') {
                skipLine();
            } else if (c == '#' && looksAt("#_")) {
                read();
                read();
                skipBlank();
                value();
            } else if (c < 0 || !isBlank(c)) {
                return;
            } else {
                read();
            }
        }
    }

    /** Passes over the rest of the line, but not its end. */
    void skipLine() {
        int c = peek();
        while (c >= 0 && c != '\n') {
            at++;
            c = peek();
        }
    }

    /** Passes over a tag, if one is next. */
    void skipTag() {
        if (peek() == '#' && !looksAt("#{") && !looksAt("##")) {
            read();
            word();
            skipBlank();
        }
    }

    /** The characters up to the next blank or bracket; at least one. */
    String word() {
        scanWord();
        return cachedWord(0);
    }

    /** The name of the keyword that is next. */
    String keyword() {
        scanWord();
        if (wordLength < 2 || word[0] != ':') {
            throw problem("a keyword expected");
        }
        return cachedWord(1);
    }

    /** The next value; blanks before it are passed over. */
    Value value() {
        return value(0);
    }

    private Value value(int depth) {
        skipBlank();
        if (depth > DEPTH_MAX) {
            throw problem("values nested deeper than " + DEPTH_MAX);
        }
        int c = peek();
        return switch (c) {
            case -1 -> throw ends("where a value is expected");
            case '"' -> Value.of(text());
            case '[' -> Value.of(items(']', depth));
            case '(' -> Value.of(items(')', depth));
            case '{' -> dict(depth);
            case '#' -> tagged(depth);
            case '\\' -> character();
            case ']', ')', '}' -> throw problem("'" + (char) c + "' closes nothing");
            default -> wordValue();
        };
    }

    private Value tagged(int depth) {
        if (looksAt("#{")) {
            read();
            return Value.of(items('}', depth));
        }
        if (looksAt("##")) {
            read();
            read();
            String symbol = word();
            return new Value.Real(
                    switch (symbol) {
                        case "NaN" -> Double.NaN;
                        case "Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> throw problem("##" + symbol + " is no number");
                    });
        }
        skipTag();
        return value(depth + 1);
    }

    private List<Value> items(char close, int depth) {
        Supplier<String> opened = mark();
        read();
        List<Value> items = new ArrayList<>(4);
        while (true) {
            skipBlank();
            int c = peek();
            if (c < 0) {
                throw ends("before the '" + close + "' of what is opened at " + opened.get());
            }
            if (c == close) {
                read();
                return items;
            }
            if (items.size() == ITEMS_MAX) {
                throw problem("more than " + ITEMS_MAX + " items in one value");
            }
            items.add(value(depth + 1));
        }
    }

    private Value dict(int depth) {
        List<Value> items = items('}', depth);
        if (items.size() % 2 != 0) {
            throw problem("a map with a key that has no value");
        }
        SequencedMap<Value, Value> dict = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i += 2) {
            dict.put(items.get(i), items.get(i + 1));
        }
        return new Value.Dict(dict);
    }

    /** The text in quotation marks that is next. */
    String text() {
        Supplier<String> opened = mark();
        read();
        wordLength = 0;
        while (true) {
            int c = read();
            switch (c) {
                case -1 -> throw ends("in the text that begins at " + opened.get());
                case '"' -> {
                    return cachedWord(0);
                }
                case '\\' -> append(escaped());
                default -> append((char) c);
            }
            if (wordLength > TEXT_MAX) {
                throw problem("a text of more than " + TEXT_MAX + " characters");
            }
        }
    }

    private char escaped() {
        int c = read();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/', '\'' -> (char) c;
            case 'u' -> unicode();
            case -1 -> throw ends("in an escape");
            default -> throw problem("'\\" + (char) c + "' is no escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(read(), 16);
            if (digit < 0) {
                throw problem("four hexadecimal digits expected after \\u");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Value character() {
        read();
        wordLength = 0;
        int first = read();
        if (first < 0) {
            throw ends("in a character");
        }
        append((char) first);
        while (peek() >= 0 && !isDelimiter(peek())) {
            append((char) read());
            if (wordLength > 16) {
                throw problem("a character of more than 16 characters");
            }
        }
        String character = cachedWord(0);
        return switch (character) {
            case "newline" -> Value.of("\n");
            case "space" -> Value.of(" ");
            case "tab" -> Value.of("\t");
            case "return" -> Value.of("\r");
            default -> {
                if (character.length() == 5 && character.matches("u[0-9a-fA-F]{4}")) {
                    yield Value.of(String.valueOf((char) Integer.parseInt(character.substring(1), 16)));
                }
                if (character.codePointCount(0, character.length()) != 1) {
                    throw problem("'\\" + character + "' is no character");
                }
                yield Value.of(character);
            }
        };
    }

    private Value wordValue() {
        scanWord();
        char first = word[0];
        boolean signed = (first == '-' || first == '+') && wordLength > 1;
        if (isDigit(first) || (signed && isDigit(word[1]))) {
            return number(signed ? 1 : 0);
        }
        if (first == ':') {
            if (wordLength == 1) {
                throw problem("a keyword without a name");
            }
            return new Value.Keyword(cachedWord(1));
        }
        String symbol = cachedWord(0);
        return switch (symbol) {
            case "nil" -> Value.NIL;
            case "true" -> Value.of(true);
            case "false" -> Value.of(false);
            default -> Value.of(symbol);
        };
    }

    /** The number in the word, whose digits begin there. Most are short and whole. */
    private Value number(int digits) {
        if (wordLength - digits > 18) {
            return EdnNumber.parse(new String(word, 0, wordLength), this);
        }
        long number = 0;
        for (int i = digits; i < wordLength; i++) {
            if (!isDigit(word[i])) {
                return EdnNumber.parse(new String(word, 0, wordLength), this);
            }
            number = 10 * number + (word[i] - '0');
        }
        return Value.of(word[0] == '-' ? -number : number);
    }

    private void scanWord() {
        wordLength = 0;
        int c = peek();
        while (c >= 0 && !isDelimiter(c)) {
            if (wordLength == WORD_MAX) {
                throw problem("a word of more than " + WORD_MAX + " characters");
            }
            append((char) c);
            at++;
            c = peek();
        }
        if (wordLength == 0) {
            throw c < 0 ? ends("where a word is expected") : problem("a word expected, not " + show(c));
        }
        for (int i = 0; i < wordLength; i++) {
            if (word[i] < ' ' || word[i] == 0x7F) {
                throw problem("the character " + show(word[i]) + " cannot stand here");
            }
        }
    }

    /** The word from there as a string: histories use few different ones, so that most exist already. */
    private String cachedWord(int from) {
        int length = wordLength - from;
        if (length > CACHED_WORD_MAX) {
            return new String(word, from, length);
        }
        int hash = 0;
        for (int i = from; i < wordLength; i++) {
            hash = 31 * hash + word[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (CACHE_SIZE - 1);
        String cached = names[slot];
        if (cached == null || !isWord(cached, from)) {
            cached = new String(word, from, length);
            names[slot] = cached;
        }
        return cached;
    }

    private boolean isWord(String text, int from) {
        if (text.length() != wordLength - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != word[from + i]) {
                return false;
            }
        }
        return true;
    }

    private void append(char c) {
        if (wordLength == word.length) {
            word = Arrays.copyOf(word, 2 * wordLength);
        }
        word[wordLength++] = c;
    }

    private BadInput ends(String where) {
        return problem("the input ends " + where);
    }

    /** Reads more behind what the buffer still has; false if there is no more. */
    private boolean fill() {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        before += at;
        limit -= at;
        at = 0;
        try {
            int count = in.read(buffer, limit, buffer.length - limit);
            ended = count < 0;
            limit += Math.max(count, 0);
        } catch (EOFException | ZipException e) {
            ended = true;
            cut = "the compressed data is cut or damaged here: " + e.getMessage();
        } catch (IOException e) {
            throw HistoryFormat.unreadable(name, e);
        }
        return !ended;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0xFEFF;
    }

    private static boolean isDelimiter(int c) {
        return switch (c) {
            case '"', ';', '(', ')', '[', ']', '{', '}' -> true;
            default -> isBlank(c);
        };
    }

    private static String show(int c) {
        return c < ' ' || c == 0x7F ? String.format("U+%04X", c) : "'" + (char) c + "'";
    }
}
