package refute.cli;

import java.util.List;
import picocli.CommandLine;

/** Says what is wrong with a command line, which words are near, and where the help is. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {
    private final Console console;

    UsageErrors(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        console.error(firstLine(String.valueOf(failure.getMessage())));
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                console.note("near it: " + String.join(", ", near));
            }
        }
        console.note("see " + command.getCommandSpec().qualifiedName(" ") + " --help");
        return Main.EXIT_BAD_INPUT;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
