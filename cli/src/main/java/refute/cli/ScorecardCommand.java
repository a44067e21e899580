package refute.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Seed;
import refute.harness.run.Scenario;
import refute.harness.system.Mutant;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.SimulationWorld;

/** Mutants by who sees them, in simulation. */
@Command(
        name = "scorecard",
        description =
                "Switches on one seeded bug after the other, and shows in simulation which are found, and how soon.",
        footerHeading = "%nExamples:%n",
        footer = {"  refute scorecard kv", "  refute scorecard kv --mutants M06,M13 --budget 60s --jobs 2"})
final class ScorecardCommand implements Callable<Integer> {
    private static final List<String> JUDGES = List.of("outside", "inside");

    private final Console console;

    @Parameters(paramLabel = "SYSTEM", description = "whose mutants (refute list mutants)")
    String system = "";

    @Option(
            names = "--mutants",
            paramLabel = "IDS",
            split = ",",
            description = "only these; none is the system as it should be (default: all of them, and none)")
    @Nullable
    List<String> mutants;

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "for each mutant and judge (default: ${DEFAULT-VALUE})")
    String budget = "20s";

    @Option(names = "--jobs", paramLabel = "N", description = "how many runs at once (default: ${DEFAULT-VALUE})")
    int jobs = 1;

    @Option(names = "--seed", paramLabel = "N", description = "of all campaigns (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(names = "--nodes", paramLabel = "N", description = "how many nodes (default: ${DEFAULT-VALUE})")
    int nodes = 5;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            description = "simulated time of each run (default: ${DEFAULT-VALUE})")
    String timeLimit = "8s";

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where scorecard.json and scorecard.md go (default: ${DEFAULT-VALUE})")
    Path out = Path.of("store");

    @Option(names = "--json", description = "one JSON object a line for each mutant and judge")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ScorecardCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Duration within = Durations.parse("--budget", budget);
        List<Scorecard.Trial> trials = new ArrayList<>();
        for (Mutant mutant : chosen()) {
            for (String judge : JUDGES) {
                Scorecard.Trial trial = trial(mutant, judge, within);
                trials.add(trial);
                if (json) {
                    console.result(Json.line(trial.json()));
                } else {
                    console.result(line(trial));
                }
            }
        }
        Scorecard card = new Scorecard(system, seed, trials);
        Files.createDirectories(out);
        Files.writeString(
                out.resolve("scorecard.json"),
                trials.stream().map(trial -> Json.line(trial.json())).collect(Collectors.joining("\n", "", "\n")),
                StandardCharsets.UTF_8);
        Files.writeString(out.resolve("scorecard.md"), card.markdown(), StandardCharsets.UTF_8);
        // A bug has been found if both judges together have; the system without one must be clean for both.
        return chosen().stream()
                        .allMatch(mutant -> trials.stream()
                                        .filter(trial -> trial.mutant().equals(mutant.id()))
                                        .anyMatch(trial -> !mutant.id().isEmpty() && trial.asItShould())
                                || (mutant.id().isEmpty()
                                        && trials.stream()
                                                .filter(trial -> trial.mutant().isEmpty())
                                                .allMatch(Scorecard.Trial::asItShould)))
                ? 0
                : 1;
    }

    private List<Mutant> chosen() {
        SystemUnderTest its = Registry.system(system, Optional.of(SimulationWorld.NAME));
        List<Mutant> all = new ArrayList<>();
        all.add(new Mutant("", "as it should be"));
        all.addAll(its.mutants());
        List<String> named = mutants;
        if (named == null) {
            return all;
        }
        for (String id : named) {
            if (!id.equals("none")
                    && all.stream().noneMatch(mutant -> mutant.id().equals(id))) {
                throw new BadInput("--mutants", system + " has no mutant " + id, "see refute list mutants");
            }
        }
        return all.stream()
                .filter(mutant -> named.contains(mutant.id().isEmpty() ? "none" : mutant.id()))
                .toList();
    }

    private Scorecard.Trial trial(Mutant mutant, String judge, Duration within) throws InterruptedException {
        LongFunction<Scenario> scenarios = ScenarioReader.family(options(mutant, judge));
        Campaign campaign = new Campaign(
                console, n -> scenarios.apply(new Seed(seed).substream(n).value() >>> 33), Integer.MAX_VALUE, jobs);
        CampaignTally tally = campaign.run(within);
        return new Scorecard.Trial(
                mutant.id(), mutant.description(), judge, tally.runs(), tally.seconds(), tally.failure());
    }

    private RunOptions options(Mutant mutant, String judge) {
        RunOptions options = new RunOptions();
        options.system = system;
        options.world = SimulationWorld.NAME;
        options.nodes = nodes;
        options.timeLimit = timeLimit;
        options.mutant = mutant.id().isEmpty() ? null : mutant.id();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("invariants", judge.equals("inside") ? "on" : "off");
        options.settings = settings;
        return options;
    }

    private static String line(Scorecard.Trial trial) {
        String name = trial.mutant().isEmpty() ? "none" : trial.mutant();
        return String.format(
                java.util.Locale.ROOT,
                "%-5s %-8s %-9s %,6d schedules %5.1f s  %s",
                name,
                trial.judge(),
                trial.kill().isPresent() ? "killed" : trial.mutant().isEmpty() ? "clean" : "survived",
                trial.schedules(),
                trial.seconds(),
                trial.kill()
                        .map(kill -> "seed " + kill.seed() + ": " + kill.sentence())
                        .orElse(trial.description()));
    }
}
