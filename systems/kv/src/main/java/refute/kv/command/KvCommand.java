package refute.kv.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import refute.kv.client.KvException;

/**
 * The {@code kv} command. Ends with 0 if the answer is yes, 1 if it is no (a key that is absent, a compare-and-set that did not match), 2 if it
 * is unknown whether a write happened, 254 for wrong usage, and 255 for anything else; and says which on standard error.
 */
@Command(
        name = "kv",
        description = "Reads and writes a KV store.",
        mixinStandardHelpOptions = true,
        version = "kv 0.1.0",
        subcommands = {
            GetCommand.class,
            PutCommand.class,
            CompareAndSetCommand.class,
            DeleteCommand.class,
            ScanCommand.class,
            WatchCommand.class,
            MembersCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  kv put --servers 127.0.0.1:7201 greeting hello",
            "  kv get --servers 127.0.0.1:7201,127.0.0.1:7202 greeting",
            "  kv cas --servers 127.0.0.1:7201 lock --absent me",
            "  kv watch --servers 127.0.0.1:7201 --prefix job/ --from 1",
            "  kv members --servers 127.0.0.1:7201"
        })
public final class KvCommand implements Runnable {
    static final int YES = 0;
    static final int NO = 1;
    static final int UNKNOWN = 2;
    static final int WRONG_USAGE = 254;
    static final int FAILED = 255;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do");
    }

    /** Runs the command and ends the process. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    /** Runs the command; returns the exit code. */
    public static int execute(String... arguments) {
        CommandLine line = new CommandLine(new KvCommand());
        line.setExecutionExceptionHandler((exception, command, result) -> {
            command.getErr().println("kv: " + exception.getMessage());
            return codeOf(exception);
        });
        line.setParameterExceptionHandler((exception, wrong) -> {
            exception.getCommandLine().getErr().println("kv: " + exception.getMessage());
            return WRONG_USAGE;
        });
        return line.execute(arguments);
    }

    private static int codeOf(Exception exception) {
        if (exception instanceof IllegalArgumentException) {
            return WRONG_USAGE;
        }
        return exception instanceof KvException e && e.mayHaveHappened() ? UNKNOWN : FAILED;
    }
}
