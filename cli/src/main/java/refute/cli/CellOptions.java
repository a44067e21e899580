package refute.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.run.Scenario;

/** Understands what a cell of a suite says as {@code run} understands its command line: by the same options, into the same scenario. */
final class CellOptions {
    /** What a suite decides for all of its cells. */
    static final Set<String> NOT_OF_A_CELL = Set.of("count", "jobs", "out", "open", "json", "name", "seed");

    private CellOptions() {}

    /** The options that a scenario of a suite may have as keys, without hyphens. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (OptionSpec option :
                new CommandLine(new RunOptions()).getCommandSpec().options()) {
            keys.add(option.longestName().replaceFirst("^-+", ""));
        }
        keys.removeAll(NOT_OF_A_CELL);
        return keys;
    }

    /**
     * The scenario for each seed.
     *
     * @param words as they would stand behind {@code refute run}
     * @throws BadInput with everything that is wrong
     */
    static LongFunction<Scenario> family(List<String> words) {
        RunOptions options = new RunOptions();
        CommandLine line = new CommandLine(options);
        // The words come from a file, where @ and quotes mean nothing.
        line.setExpandAtFiles(false);
        line.getCommandSpec().parser().collectErrors(true);
        List<Problem> problems = new ArrayList<>();
        line.parseArgs(words.toArray(String[]::new)).errors().forEach(error -> problems.add(problem(error)));
        try {
            LongFunction<Scenario> family = ScenarioReader.family(options);
            if (problems.isEmpty()) {
                return family;
            }
        } catch (BadInput more) {
            problems.addAll(more.problems());
        }
        throw new BadInput(problems);
    }

    private static Problem problem(Exception error) {
        String where =
                error instanceof CommandLine.ParameterException wrong && wrong.getArgSpec() instanceof OptionSpec option
                        ? option.longestName()
                        : "system";
        return new Problem(where, UsageErrors.firstLine(String.valueOf(error.getMessage())));
    }
}
