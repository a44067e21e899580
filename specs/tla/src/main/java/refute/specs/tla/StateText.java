package refute.specs.tla;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads states as TLC prints them: a line that says which and how it came about, then a conjunct for each variable. */
final class StateText {
    private static final Pattern HEAD = Pattern.compile("^([0-9]{1,9}): (.*)$");
    private static final Pattern ACTION = Pattern.compile("<(.+?)(?: (line .*))?>");
    private static final Pattern VARIABLE = Pattern.compile("^(?:/\\\\ )?([A-Za-z_][A-Za-z0-9_]*) = (.*)$");

    private StateText() {}

    static Optional<Counterexample.Step> step(String text) {
        int end = text.indexOf('\n');
        Matcher head = HEAD.matcher(end < 0 ? text : text.substring(0, end));
        if (!head.matches()) {
            return Optional.empty();
        }
        Matcher action = ACTION.matcher(head.group(2));
        boolean told = action.find();
        return Optional.of(new Counterexample.Step(
                Integer.parseInt(head.group(1)),
                told ? action.group(1) : head.group(2),
                told && action.group(2) != null ? action.group(2) : "",
                variables(end < 0 ? "" : text.substring(end + 1))));
    }

    /** The state in a message about an initial state, if there is one. */
    static Optional<Counterexample.Step> initial(String message) {
        SequencedMap<String, TlaValue> state =
                variables(message.substring(before(message).length()));
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(new Counterexample.Step(1, "Initial predicate", "", state));
    }

    /** What a message says before the first state in it. */
    static String before(String message) {
        StringBuilder before = new StringBuilder();
        for (String line : message.split("(?<=\n)", -1)) {
            if (VARIABLE.matcher(line.strip()).matches()) {
                break;
            }
            before.append(line);
        }
        return before.toString();
    }

    private static SequencedMap<String, TlaValue> variables(String text) {
        SequencedMap<String, StringBuilder> texts = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            Matcher variable = VARIABLE.matcher(line.strip());
            if (variable.matches()) {
                texts.put(variable.group(1), new StringBuilder(variable.group(2)));
            } else if (!texts.isEmpty()) {
                texts.lastEntry().getValue().append('\n').append(line);
            }
        }
        SequencedMap<String, TlaValue> values = new LinkedHashMap<>();
        texts.forEach((name, value) -> values.put(name, TlaValueParser.parse(value.toString())));
        return values;
    }
}
