package refute.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The words after {@code refute spec}. */
@Command(
        name = "spec",
        description = "The TLA+ specs: what there is, and model checking with TLC.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SpecListCommand.class, SpecCheckCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute spec list",
            "  refute spec check Bank                the hello example, whose check is missing",
            "  refute spec check Raft --mutant M12   a bug that is seeded in the spec"
        })
final class SpecCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: list or check");
    }
}
