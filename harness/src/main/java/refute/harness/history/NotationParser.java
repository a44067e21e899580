package refute.harness.history;

import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Durations;

/** Reads {@link HistoryNotation}; once. */
final class NotationParser {
    private static final long STEP_NANOS = 1_000_000;

    private final EdnReader in;
    private final HistoryBuilder builder = new HistoryBuilder();
    private int nextIndex;
    private long nextNanos;

    NotationParser(EdnReader in) {
        this.in = in;
    }

    History parse() {
        BadInput.Collector problems = builder.problems();
        while (!problems.isFull()) {
            skipBetweenEntries();
            if (in.peek() < 0) {
                break;
            }
            try {
                entry();
            } catch (BadInput e) {
                problems.addAll(e);
                in.skipLine();
            }
        }
        in.cut().ifPresent(cut -> problems.add(in.place(), cut));
        return builder.build();
    }

    private void entry() {
        String place = in.place();
        ProcessId process = process(in.word());
        skipSpaces();
        if (isAtEnd()) {
            throw in.problem("a function, ok, fail or info expected");
        }
        boolean quoted = in.peek() == '"';
        String function = quoted ? in.text() : in.word();
        if (function.isEmpty()) {
            throw new BadInput(place, "an entry names its function", "");
        }
        EntryKind kind = quoted ? EntryKind.INVOKE : kind(function);
        if (kind.isCompletion()) {
            completion(place, process, kind);
        } else {
            invocation(place, process, function);
        }
        skipSpaces();
        if (!isAtEnd()) {
            String rest = Character.toString(in.peek());
            throw in.problem("'" + rest + "' does not continue the entry");
        }
    }

    private void invocation(String place, ProcessId process, String function) {
        Value key = Value.NIL;
        if (in.peek() == '[') {
            in.read();
            key = in.value();
            in.skipBlank();
            if (in.read() != ']') {
                throw in.problem("']' expected after the key");
            }
        }
        skipSpaces();
        Value argument = isAtValue() ? in.value() : Value.NIL;
        add(place, Entry.invoke(nextIndex, time(), process, function, key, argument));
        skipSpaces();
        if (in.looksAt("->")) {
            in.read();
            in.read();
            skipSpaces();
            EntryKind kind = kind(in.word());
            if (!kind.isCompletion()) {
                throw in.problem("ok, fail or info expected after ->");
            }
            completion(place, process, kind);
        }
    }

    private void completion(String place, ProcessId process, EntryKind kind) {
        @Nullable Entry invocation = builder.openOf(process.number());
        skipSpaces();
        Value value = kind == EntryKind.OK && invocation != null ? invocation.value() : Value.NIL;
        if (isAtValue() && !isAtRevision()) {
            value = in.value();
            skipSpaces();
        }
        long revision = 0;
        if (isAtRevision()) {
            in.word();
            if (!(in.value() instanceof Value.Int number)) {
                throw in.problem("a whole number expected after rev");
            }
            revision = number.number();
            skipSpaces();
        }
        String error = "";
        if (in.peek() == '!') {
            in.read();
            error = error();
        }
        long nanos = time();
        if (invocation == null) {
            throw new BadInput(place, kind.word() + " of process " + process + " without an invocation", "");
        }
        Entry entry = new Entry(
                nextIndex, nanos, process, kind, invocation.function(), invocation.key(), value, revision, error);
        add(place, entry);
    }

    private void add(String place, Entry entry) {
        builder.add(entry, () -> place);
        nextIndex++;
        nextNanos = entry.timeNanos() + STEP_NANOS;
    }

    private String error() {
        skipSpaces();
        if (in.peek() == '"') {
            String text = in.text();
            skipSpaces();
            return text;
        }
        StringBuilder text = new StringBuilder();
        while (!isAtEnd() && in.peek() != '@') {
            text.append((char) in.read());
        }
        return text.toString().strip();
    }

    /** The time that is given, or else one millisecond after the entry before. */
    private long time() {
        skipSpaces();
        if (in.peek() != '@') {
            return nextNanos;
        }
        in.read();
        skipSpaces();
        String place = in.place();
        String word = in.word();
        return word.startsWith("-")
                ? -Durations.parseNanos(place, word.substring(1))
                : Durations.parseNanos(place, word);
    }

    private ProcessId process(String word) {
        if (word.equals("nemesis")) {
            return ProcessId.NEMESIS;
        }
        if (!word.matches("[0-9]{1,9}")) {
            String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
            throw in.problem("a process (a number, or nemesis) expected, not '" + shown + "'");
        }
        return new ProcessId(Integer.parseInt(word));
    }

    private static EntryKind kind(String word) {
        return switch (word) {
            case "ok" -> EntryKind.OK;
            case "fail" -> EntryKind.FAIL;
            case "info" -> EntryKind.INFO;
            default -> EntryKind.INVOKE;
        };
    }

    private boolean isAtEnd() {
        int c = in.peek();
        return c < 0 || c == '\n' || c == '\r' || c == ';' || (c == '#' && !isAtSymbolicNumber());
    }

    /** EDN writes the numbers that are none with the sign that begins a comment here. */
    private boolean isAtSymbolicNumber() {
        return in.looksAt("##NaN") || in.looksAt("##Inf") || in.looksAt("##-Inf");
    }

    private boolean isAtValue() {
        int c = in.peek();
        return !isAtEnd() && c != '@' && c != '!' && !in.looksAt("->");
    }

    private boolean isAtRevision() {
        return in.looksAt("rev ");
    }

    private void skipSpaces() {
        while (in.peek() == ' ' || in.peek() == '\t') {
            in.read();
        }
    }

    private void skipBetweenEntries() {
        while (true) {
            int c = in.peek();
            if (c == '#') {
                in.skipLine();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';') {
                in.read();
            } else {
                return;
            }
        }
    }
}
