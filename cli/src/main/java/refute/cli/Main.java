package refute.cli;

import java.util.List;
import picocli.CommandLine;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.world.containers.Containers;

/** The command {@code refute}. */
public final class Main {
    /** Bad usage or input. */
    static final int EXIT_BAD_INPUT = 254;
    /** The harness itself failed. */
    static final int EXIT_HARNESS_FAILED = 255;

    private Main() {}

    public static void main(String[] arguments) {
        int exit = run(Console.standard(), arguments);
        System.exit(exit);
    }

    /** Runs one command line and returns its exit code; never throws for what a user or a system did. */
    static int run(Console console, String... arguments) {
        try {
            return execute(console, arguments);
        } catch (Throwable failure) {
            // An error, which must not end the process as Java ends it: with the exit code of an invalid verdict.
            return failed(console, failure);
        }
    }

    private static int execute(Console console, String... arguments) {
        CommandLine line = RefuteCommand.line(console, arguments);
        line.setOut(console.out());
        line.setErr(console.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(110);
        UsageErrors.of(line, console);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(console, failure));
        Containers.sweep()
                .forEach(run -> console.note("removed what run " + run + " had left, whose process was killed"));
        return line.execute(arguments);
    }

    private static int failed(Console console, Throwable failure) {
        if (failure instanceof BadInput bad) {
            tell(console, bad.problems());
            return EXIT_BAD_INPUT;
        }
        console.error("the harness failed: " + describe(failure));
        console.note("this is a fault of Refute, not a verdict; run again with REFUTE_DEBUG=1 for the stack trace");
        debug(console, failure);
        return EXIT_HARNESS_FAILED;
    }

    /** For who looks for the fault of Refute itself. */
    static void debug(Console console, Throwable failure) {
        if (System.getenv("REFUTE_DEBUG") != null) {
            failure.printStackTrace(console.err());
        }
    }

    static void tell(Console console, List<Problem> problems) {
        problems.stream().limit(BadInput.PROBLEMS_LISTED_MAX).forEach(problem -> console.error(problem.toString()));
        int more = problems.size() - BadInput.PROBLEMS_LISTED_MAX;
        if (more > 0) {
            console.error("… and " + more + " more");
        }
    }

    static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
