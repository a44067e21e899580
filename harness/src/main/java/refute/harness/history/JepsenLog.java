package refute.harness.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import refute.harness.BadInput;

/**
 * Reads the operations that Jepsen printed to its log, once.
 *
 * <p>{@code INFO  jepsen.util - 3<tab>:invoke<tab>:write<tab>4}, in newer versions with a time before it and a colon for the
 * hyphen; a further column is the error; some logs have spaces for the tabulators. In old ones a completion that is unknown has its error, such as {@code :timed-out},
 * in the place of the value. Other lines of the log are passed over.
 */
final class JepsenLog {
    static final String MARK = "jepsen.util";

    private static final int LINE_MAX = 1 << 24;
    private static final Pattern OPERATION =
            Pattern.compile("jepsen\\.util(?: -|:)\\s+:?(\\w+)\\s+:(\\w+)\\s+:?(\\S+)(?:\\s+(.*))?$");

    private final EdnReader in;
    private final ForeignEntries entries;

    JepsenLog(EdnReader in, boolean independent) {
        this.in = in;
        this.entries = new ForeignEntries(independent);
    }

    Reading read() {
        BadInput.Collector problems = entries.problems();
        int operations = 0;
        while (in.peek() >= 0 && !problems.isFull()) {
            String place = in.place();
            String line = line();
            Matcher operation = OPERATION.matcher(line);
            if (operation.find()) {
                operations++;
                try {
                    add(operation, place);
                } catch (BadInput e) {
                    problems.add(
                            place,
                            "the value is no EDN: " + e.problems().getFirst().what());
                }
            }
        }
        in.cut().ifPresent(cut -> problems.add(in.place(), cut));
        if (operations == 0) {
            problems.add(in.place(), "no line of the file is an operation of Jepsen");
        }
        return entries.build();
    }

    private void add(Matcher operation, String place) {
        ForeignEntries.Fields fields = entries.fields();
        fields.set("process", EdnReader.of(operation.group(1), place).value());
        fields.set("type", new Value.Keyword(operation.group(2)));
        fields.set("f", new Value.Keyword(operation.group(3)));
        EdnReader columns = EdnReader.of(operation.group(4) == null ? "" : operation.group(4), place);
        columns.skipBlank();
        Value value = columns.peek() < 0 ? Value.NIL : columns.value();
        boolean isError = operation.group(2).equals("info") && value instanceof Value.Keyword;
        fields.set(isError ? "error" : "value", value);
        columns.skipBlank();
        if (columns.peek() >= 0) {
            fields.set("error", columns.value());
        }
        entries.add(fields, () -> place);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            if (line.length() == LINE_MAX) {
                throw in.problem("a line of more than " + LINE_MAX + " characters");
            }
            line.append((char) c);
            c = in.read();
        }
        return line.toString();
    }
}
