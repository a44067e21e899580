package refute.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Reads the flags of a server as they are typed. All problems are found before any is told. Stateless. */
public final class Flags {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

    private Flags() {}

    /**
     * Fills in a server's flags.
     *
     * @param flags an object with picocli's annotations
     * @param options makes of the flags what the server needs, and adds what is wrong with them to the list
     * @return empty if help or the version was asked for, and printed
     * @throws WrongFlagsException with all problems
     */
    public static <T> Optional<T> parse(Object flags, Function<List<String>, Optional<T>> options, String... arguments)
            throws WrongFlagsException {
        CommandLine line = new CommandLine(flags);
        line.getCommandSpec().parser().collectErrors(true);
        CommandLine.ParseResult result = line.parseArgs(arguments);
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return Optional.empty();
        }
        if (line.isVersionHelpRequested()) {
            line.printVersionHelp(System.out);
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        // The parser says the same once for each flag that is missing.
        result.errors().stream()
                .map(error -> String.valueOf(error.getMessage()))
                .distinct()
                .forEach(problems::add);
        Optional<T> read = options.apply(problems);
        if (!problems.isEmpty()) {
            throw new WrongFlagsException(problems);
        }
        return read;
    }

    /** What a flag's text says; empty if it is wrong, which is then among the problems. */
    public static <T> Optional<T> check(List<String> problems, String flag, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(flag + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * A time such as {@code 100ms} or {@code 1s}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Duration time(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time like 100ms or 1s");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
    }
}
