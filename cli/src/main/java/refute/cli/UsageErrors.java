package refute.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import refute.harness.BadInput;

/**
 * Says all that is wrong with a command line, which words are near, and where the help is. What cannot be read as a number does not hide
 * what else is wrong: the parser gathers its errors, and the command is asked about the options that could be read.
 */
final class UsageErrors implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionStrategy {
    private final Console console;

    private UsageErrors(Console console) {
        this.console = console;
    }

    /** Makes the command and those below it report to the console. */
    static void of(CommandLine line, Console console) {
        UsageErrors errors = new UsageErrors(console);
        gather(line);
        line.setExecutionStrategy(errors);
        line.setParameterExceptionHandler(errors);
    }

    private static void gather(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
        line.getSubcommands().values().forEach(UsageErrors::gather);
    }

    /** Executes the command if nothing is wrong with how it was called. */
    @Override
    public int execute(CommandLine.ParseResult parsed) {
        List<Exception> failures = new ArrayList<>();
        CommandLine last = parsed.commandSpec().commandLine();
        for (CommandLine each : parsed.asCommandLineList()) {
            failures.addAll(each.getParseResult().errors());
            last = each;
        }
        if (failures.isEmpty() || asksForHelp(parsed)) {
            return new CommandLine.RunLast().execute(parsed);
        }
        failures.forEach(this::tell);
        if (last.getCommand() instanceof Checkable command) {
            try {
                command.checkOptions();
            } catch (BadInput more) {
                Main.tell(console, more.problems());
            }
        }
        return seeHelp(last);
    }

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        tell(failure);
        return seeHelp(failure.getCommandLine());
    }

    private static boolean asksForHelp(CommandLine.ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .map(CommandLine::getParseResult)
                .anyMatch(each -> each.isUsageHelpRequested() || each.isVersionHelpRequested());
    }

    private void tell(Exception failure) {
        console.error(firstLine(String.valueOf(failure.getMessage())));
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                console.note("near it: " + String.join(", ", near));
            }
        }
    }

    private int seeHelp(CommandLine command) {
        console.note("see " + command.getCommandSpec().qualifiedName(" ") + " --help");
        return Main.EXIT_BAD_INPUT;
    }

    static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
