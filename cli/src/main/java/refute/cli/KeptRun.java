package refute.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import refute.harness.BadInput;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;

/**
 * A run that was executed from Java as {@code refute run} executes one: kept in a run folder, with its reports. The way in for the module
 * {@code junit}.
 *
 * @param folder where it is kept
 * @param report the page for people
 * @param result what came of it
 * @param sentence the one to read first
 * @param again the command that executes it again, where its system and workload are on the class path of {@code refute}
 */
public record KeptRun(Path folder, Path report, RunResult result, String sentence, String again) {

    /**
     * Executes the scenario; progress is not told.
     *
     * @param store where the run folder is made
     * @throws BadInput if it cannot be run as it is described
     */
    public static KeptRun of(Scenario scenario, Path store) throws InterruptedException {
        Console console = Console.standard();
        Execution execution = new Execution(console, store, true);
        Execution.Ended ended = execution.runBesideOthers(scenario, new Stopping(console));
        Path folder = EndScreen.shortest(ended.folder().path());
        return new KeptRun(
                folder,
                EndScreen.shortest(ended.folder().reportFile()),
                ended.result(),
                RunReport.reason(ended.result().verdict(), ended.result().checks()),
                Rerun.command(ended.record().scenario(), folder));
    }

    /**
     * The scenario for each seed that these words ask for, as they would stand behind {@code refute run}.
     *
     * @throws BadInput with everything that is wrong with them
     */
    public static LongFunction<Scenario> scenarios(List<String> words) {
        List<String> others = new ArrayList<>();
        for (String word : words) {
            String option = word.replaceFirst("=.*", "");
            if (option.startsWith("--") && CellOptions.NOT_OF_A_CELL.contains(option.substring(2))) {
                others.add(option);
            }
        }
        if (!others.isEmpty()) {
            throw new BadInput(
                    String.join(", ", others), "is no option of a scenario", "seeds are named apart from it");
        }
        return CellOptions.family(words);
    }
}
