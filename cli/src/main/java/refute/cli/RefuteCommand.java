package refute.cli;

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
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            SpecCommand.class,
            ScorecardCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            ProxyCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 valid, 1 invalid, 2 unknown, 254 bad usage or input, 255 the harness itself failed",
            "",
            "Examples:",
            "  refute run atom                       a first run, nothing to install",
            "  refute run etcd --nemesis all         a real etcd, cut, killed and paused",
            "  refute check history.edn --model register",
            "  refute spec check Bank                a TLA+ spec, checked with TLC",
            "  refute doctor                         what works on this machine"
        })
final class RefuteCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
