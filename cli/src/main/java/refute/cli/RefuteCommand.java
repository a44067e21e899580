package refute.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The words after {@code refute}. */
@Command(
        name = "refute",
        description = "Tries to prove that a stateful distributed system is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 valid, 1 invalid, 2 unknown, 254 bad usage or input, 255 the harness itself failed",
            "",
            "Examples:",
            "  refute run atom                       a first run, nothing to install",
            "  refute run etcd --nemesis all         a real etcd, cut, killed and paused",
            "  refute suite nightly.yaml --shard 1/4 many scenarios, as CI runs them",
            "  refute check history.edn --model register",
            "  refute spec check Bank                a TLA+ spec, checked with TLC",
            "  refute replay store/latest            the same run again",
            "  refute serve --open                   all stored runs, in a browser",
            "  refute doctor                         what works on this machine"
        })
final class RefuteCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            SuiteCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            ShrinkCommand.class,
            ReportCommand.class,
            ServeCommand.class,
            SpecCommand.class,
            ScorecardCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            ProxyCommand.class);

    @Spec
    private CommandSpec spec;

    /** The command line with the command that the first word names, or else with all: making one takes as long as a small check. */
    static CommandLine line(Console console, String... words) {
        CommandFactory factory = new CommandFactory(console);
        CommandLine line = new CommandLine(new RefuteCommand(), factory);
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> words.length > 0 && name(command).equals(words[0]))
                .toList();
        for (Class<?> command : named.isEmpty() ? COMMANDS : named) {
            line.addSubcommand(new CommandLine(command, factory));
        }
        return line;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
