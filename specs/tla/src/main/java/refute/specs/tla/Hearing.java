package refute.specs.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to TLC and remembers what matters: the first thing that was wrong, the behaviour that leads there, and the figures. The numbers
 * are those of TLC's class {@code EC}, which its releases have kept. Safe for several threads.
 */
final class Hearing {
    /** TLC goes on about one error in several messages; more than this many are not kept. */
    private static final int MESSAGES_MAX = 100;

    private static final int SENTENCE_CHARS_MAX = 1000;

    private static final int PARSER_STARTS = 2220;
    private static final int PARSER_ENDS = 2219;
    private static final int PARSING_FAILED = 3002;
    private static final int INITIAL_STATES_KNOWN = 2190;
    private static final int SUCCESS = 2193;
    private static final int CHECKPOINT_ENDS = 2196;
    private static final int DEPTH = 2194;
    private static final Set<Integer> FIGURES = Set.of(2199, 2200);
    /** These only say that states follow. */
    private static final Set<Integer> ANNOUNCEMENTS = Set.of(2121, 2264);

    private static final int STUTTERS = 2218;
    private static final int BACK_TO = 2122;

    private static final Map<Integer, Finding.Kind> VIOLATIONS = Map.of(
            2110,
            Finding.Kind.INVARIANT,
            2107,
            Finding.Kind.INVARIANT,
            2112,
            Finding.Kind.ACTION,
            2108,
            Finding.Kind.ACTION,
            2114,
            Finding.Kind.DEADLOCK,
            2116,
            Finding.Kind.TEMPORAL,
            2132,
            Finding.Kind.ASSERTION,
            2104,
            Finding.Kind.ASSUMPTION);

    private static final Pattern NAMED = Pattern.compile("(?:Invariant|Property|Action property) (\\S+) is violated");
    private static final Pattern ASSERTED = Pattern.compile("first argument of Assert evaluated to FALSE");
    private static final Pattern COUNTS = Pattern.compile("([0-9,.]+) states generated(?: \\([^)]*\\))?, "
            + "([0-9,.]+) distinct states found(?: \\([^)]*\\))?, ([0-9,.]+) states left on queue");
    private static final Pattern PROGRESS = Pattern.compile("^Progress\\(([0-9,.]+)\\)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final List<String> parser = new ArrayList<>();
    private final List<ToolMessage> errors = new ArrayList<>();
    private final List<Counterexample.Step> steps = new ArrayList<>();
    private OptionalInt backTo = OptionalInt.empty();
    private Figures figures = Figures.NONE;
    private boolean parsing;
    private boolean parsingFailed;
    private boolean initialStatesKnown;
    private boolean succeeded;
    private int checkpoints;

    synchronized void hear(ToolMessage message) {
        switch (message.kind()) {
            case STATE -> state(message);
            case ERROR, BUG -> error(message);
            case INFORMATION -> information(message);
            case WARNING -> {
                // About how TLC was started, which is not the spec's affair.
            }
        }
    }

    /** Lines that the parser printed, if it refused the spec; else empty. */
    synchronized List<String> parserRefused() {
        return parsingFailed ? List.copyOf(parser) : List.of();
    }

    /** What TLC says about a model file that does not fit, if it says so. */
    synchronized Optional<String> modelRefused() {
        return errors.stream()
                .filter(error -> isAboutModel(error.code()))
                .findFirst()
                .map(ToolMessage::text);
    }

    synchronized boolean knowsInitialStates() {
        return initialStatesKnown;
    }

    synchronized boolean hasSucceeded() {
        return succeeded;
    }

    synchronized int checkpoints() {
        return checkpoints;
    }

    synchronized Figures figures() {
        return figures;
    }

    /** The violation that was heard, if one was. */
    synchronized Optional<Finding> violation() {
        for (ToolMessage error : errors) {
            Finding.Kind kind =
                    ASSERTED.matcher(error.text()).find() ? Finding.Kind.ASSERTION : VIOLATIONS.get(error.code());
            if (kind != null) {
                Matcher named = NAMED.matcher(error.text());
                String name = named.find() ? named.group(1) : "";
                return Optional.of(new Finding.Violated(kind, name, sentence(error), behaviour(error)));
            }
        }
        return Optional.empty();
    }

    /** What TLC failed with, if it did. */
    synchronized Optional<Finding> failure() {
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(
                "; ", errors.stream().map(Hearing::sentence).distinct().toList());
        return Optional.of(new Finding.Failed(all, behaviour(errors.getFirst())));
    }

    private void information(ToolMessage message) {
        switch (message.code()) {
            case ToolMessage.PLAIN -> {
                if (parsing && parser.size() < MESSAGES_MAX * 10) {
                    parser.add(message.text());
                }
            }
            case PARSER_STARTS -> parsing = true;
            case PARSER_ENDS -> parsing = false;
            case INITIAL_STATES_KNOWN -> initialStatesKnown = true;
            case CHECKPOINT_ENDS -> checkpoints++;
            case DEPTH -> {
                Matcher number = NUMBER.matcher(message.text());
                if (number.find()) {
                    figures = new Figures(
                            figures.generated(),
                            figures.distinct(),
                            figures.queue(),
                            Integer.parseInt(number.group()),
                            figures.traces(),
                            0);
                }
            }
            default -> {
                succeeded |= message.code() == SUCCESS;
                if (FIGURES.contains(message.code())) {
                    counts(message.text());
                }
            }
        }
    }

    private void counts(String text) {
        Matcher counts = COUNTS.matcher(text);
        if (counts.find()) {
            Matcher progress = PROGRESS.matcher(text);
            int depth = progress.find() ? (int) number(progress.group(1)) : figures.depth();
            figures =
                    new Figures(number(counts.group(1)), number(counts.group(2)), number(counts.group(3)), depth, 0, 0);
        }
    }

    private void error(ToolMessage message) {
        parsingFailed |= message.code() == PARSING_FAILED;
        if (!ANNOUNCEMENTS.contains(message.code()) && errors.size() < MESSAGES_MAX) {
            errors.add(message);
        }
    }

    private void state(ToolMessage message) {
        if (message.code() == STUTTERS) {
            backTo = steps.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(steps.getLast().number());
        } else if (message.code() == BACK_TO) {
            Matcher number = NUMBER.matcher(message.text());
            backTo = number.find() ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty();
        } else {
            StateText.step(message.text()).ifPresent(steps::add);
        }
    }

    private Optional<Counterexample> behaviour(ToolMessage error) {
        if (!steps.isEmpty()) {
            return Optional.of(new Counterexample(steps, backTo));
        }
        // An initial state that is wrong is told within the error itself.
        return StateText.initial(error.text()).map(step -> new Counterexample(List.of(step), OptionalInt.empty()));
    }

    private static boolean isAboutModel(int code) {
        return (code >= 5001 && code <= 5006) || (code >= 2222 && code <= 2245) || code == 2280 || code == 2281;
    }

    /** The message without the states and Java's stack traces in it, on one line. */
    private static String sentence(ToolMessage error) {
        int trace = error.text().indexOf("\n\tat ");
        String text = trace < 0 ? error.text() : error.text().substring(0, trace);
        String words = StateText.before(text).strip().replaceAll("\\s+", " ").replaceFirst("^Error: ", "");
        return words.length() <= SENTENCE_CHARS_MAX ? words : words.substring(0, SENTENCE_CHARS_MAX) + "…";
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("[,.]", ""));
    }
}
