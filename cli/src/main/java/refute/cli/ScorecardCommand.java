package refute.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Seed;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.harness.system.Mutant;
import refute.reports.html.ScorecardReport;
import refute.reports.markdown.ScorecardMarkdown;
import refute.reports.scorecard.Scorecard;
import refute.reports.scorecard.ScorecardText;
import refute.reports.scorecard.Standing;

/** Mutants by who sees them, in simulation. */
@Command(
        name = "scorecard",
        description =
                "Switches on one seeded bug after the other, and shows which are found, by whom, and how soon: of systems "
                        + "with nodes in simulation, of libraries by the judges that they bring.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute scorecard kv",
            "  refute scorecard kv --mutants M06,M13 --budget 60s --jobs 2",
            "  refute scorecard kv --judges inside --shrink 60s     how small the runs become that kill",
            "  refute scorecard tree --judges kill,power --budget 10s"
        })
final class ScorecardCommand implements Callable<Integer> {
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
            names = "--judges",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "only these: outside, inside, conformance; of the tree: map, io-errors, kill, power, recovery, damage, threads, "
                            + "schedules, interleavings, together, transactions, subscribe, ids, storm (default: all)")
    @Nullable
    List<String> judges;

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "for each mutant and judge (default: ${DEFAULT-VALUE})")
    String budget = "20s";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "how many runs at once, of systems with nodes (default: ${DEFAULT-VALUE})")
    int jobs = 1;

    @Option(names = "--seed", paramLabel = "N", description = "of all campaigns (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "how many nodes, if it has any (default: ${DEFAULT-VALUE})")
    int nodes = 5;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            description = "simulated time of each run, if it has nodes (default: ${DEFAULT-VALUE})")
    String timeLimit = "8s";

    @Option(
            names = "--shrink",
            paramLabel = "DURATION",
            description =
                    "makes each run smaller that has killed a mutant, for so long of the processor at most, if it has nodes")
    @Nullable
    String shrink;

    @Option(
            names = "--restarts",
            paramLabel = "N",
            description =
                    "with --shrink: how often more it is made smaller, in other orders and without a bound, to compare")
    int restarts;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "where scorecard.json, scorecard.md, scorecard.html and what shows a bug go (default: ${DEFAULT-VALUE})")
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
        Duration shrinking = shrink == null ? Duration.ZERO : Durations.parse("--shrink", shrink);
        MutantTrials its = Registry.library(system)
                .<MutantTrials>map(library -> new LibraryTrials(library, new Seed(seed), out))
                .orElseGet(() -> new SimulatedTrials(console, system, seed, nodes, timeLimit, jobs));
        List<Mutant> looked = chosenMutants(its);
        List<Judge> looking = chosenJudges(its);
        List<Scorecard.Trial> trials = new ArrayList<>();
        List<Shrinkage> smaller = new ArrayList<>();
        for (Mutant mutant : looked) {
            for (Judge judge : looking) {
                Scorecard.Trial trial = its.trial(mutant, judge, within);
                trials.add(trial);
                console.result(json ? Json.line(ScorecardText.fields(trial)) : line(trial));
                if (shrinking.isPositive() && trial.kill().isPresent() && its instanceof SimulatedTrials simulated) {
                    simulated
                            .shrink(mutant, judge, trial.kill().get(), shrinking, restarts)
                            .ifPresent(one -> {
                                smaller.add(one);
                                console.result(json ? Json.line(one.json()) : one.line());
                            });
                }
            }
        }
        Scorecard card = new Scorecard(system, seed, looking, trials);
        write(card, smaller);
        if (!json) {
            Standing.of(card).forEach(standing -> console.result(standing.who() + ": " + standing.sentence()));
        }
        return looked.stream().allMatch(mutant -> isAsItShould(mutant, trials)) ? 0 : 1;
    }

    private void write(Scorecard card, List<Shrinkage> smaller) throws IOException {
        Files.createDirectories(out);
        Files.writeString(
                out.resolve("scorecard.json"),
                Stream.concat(
                                card.trials().stream().map(ScorecardText::fields),
                                smaller.stream().map(Shrinkage::json))
                        .map(Json::line)
                        .collect(Collectors.joining("\n", "", "\n")),
                StandardCharsets.UTF_8);
        Files.writeString(
                out.resolve("scorecard.md"),
                ScorecardMarkdown.of(card) + (smaller.isEmpty() ? "" : Shrinkage.markdown(smaller)),
                StandardCharsets.UTF_8);
        ScorecardReport.write(card, out.resolve("scorecard.html"));
    }

    /** A bug has been found if any judge has; the system without one must be clean for all. */
    private static boolean isAsItShould(Mutant mutant, List<Scorecard.Trial> trials) {
        List<Scorecard.Trial> its = trials.stream()
                .filter(trial -> trial.mutant().equals(mutant.id()))
                .toList();
        return mutant.id().isEmpty()
                ? its.stream().allMatch(Scorecard.Trial::asItShould)
                : its.stream().anyMatch(Scorecard.Trial::asItShould);
    }

    private List<Mutant> chosenMutants(MutantTrials its) {
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

    private List<Judge> chosenJudges(MutantTrials its) {
        List<String> named = judges;
        if (named == null) {
            return its.judges();
        }
        List<String> all = its.judges().stream().map(Judge::name).toList();
        for (String name : named) {
            if (!all.contains(name)) {
                throw new BadInput("--judges", system + " has no judge " + name, "there are " + String.join(", ", all));
            }
        }
        return its.judges().stream()
                .filter(judge -> named.contains(judge.name()))
                .toList();
    }

    private static String line(Scorecard.Trial trial) {
        return String.format(
                java.util.Locale.ROOT,
                "%-5s %-11s %-9s %,6d trials %5.1f s  %s",
                trial.name(),
                trial.judge(),
                trial.kill().isPresent() ? "killed" : trial.mutant().isEmpty() ? "clean" : "survived",
                trial.schedules(),
                trial.seconds(),
                trial.kill()
                        .map(kill -> "seed " + kill.seed() + ": " + kill.sentence())
                        .orElse(trial.description()));
    }
}
