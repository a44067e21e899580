package refute.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The words after {@code refute spec}. */
@Command(
        name = "spec",
        description = "The TLA+ specs: what there is, model checking with TLC, and conformance of traces.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SpecListCommand.class, SpecCheckCommand.class, SpecConformCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute spec list",
            "  refute spec check Bank                the hello example, whose check is missing",
            "  refute spec check Raft --mutant M12   a bug that is seeded in the spec",
            "  refute spec conform Raft store/latest whether what nodes recorded is a behaviour of the spec"
        })
final class SpecCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: list, check or conform");
    }
}
