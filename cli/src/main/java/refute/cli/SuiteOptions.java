package refute.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.cli.suite.Baseline;
import refute.cli.suite.Seeds;
import refute.cli.suite.Shard;
import refute.cli.suite.Suite;
import refute.cli.suite.SuiteFile;
import refute.harness.BadInput;

/** What {@code suite} is told, as it was typed. What it says goes before what the file says. */
final class SuiteOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "the suite, in YAML (default: ${DEFAULT-VALUE})")
    Path file = Path.of("suite.yaml");

    @Option(
            names = "--shard",
            paramLabel = "N/OF",
            description = "run one part of the cells: 2/4 is the second of four, of which each takes about as long")
    String shard = "1/1";

    @Option(names = "--jobs", paramLabel = "N", description = "how many cells at once (default: the file's, or 1)")
    @Nullable
    Integer jobs;

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "time for all cells of this call, such as 45m; what is not done then is unknown")
    @Nullable
    String budget;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "how often a cell on real nodes that is not valid is tried again (default: the file's, or 0)")
    @Nullable
    Integer retries;

    @Option(names = "--fail-fast", description = "begin no more cells after the first that failed")
    boolean failFast;

    @Option(
            names = "--seeds",
            paramLabel = "RANGE",
            description = "these seeds for every scenario instead of the file's, such as 7 or 1..20")
    @Nullable
    String seeds;

    @Option(
            names = "--baseline",
            paramLabel = "PATH",
            split = ",",
            description = "results of another time: tells which failures are new, and how long cells take; several,"
                    + " with commas between, if they were shards")
    List<Path> baseline = new ArrayList<>();

    @Option(
            names = "--merge",
            paramLabel = "PATH",
            split = ",",
            description = "runs nothing: makes one result of those of several shards, and says what is missing")
    List<Path> merge = new ArrayList<>();

    @Option(
            names = "--list",
            description = "runs nothing: lists the cells, and how many seconds each is expected to take")
    boolean list;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where run folders are kept (default: ${DEFAULT-VALUE})")
    Path out = Path.of("store");

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description =
                    "where junit.xml, summary.md, results.ndjson and artefacts.txt are written (default: suite in --out)")
    @Nullable
    Path results;

    @Option(names = "--json", description = "one JSON object a cell on standard output, and one in the end")
    boolean json;

    Path results() {
        return results == null ? out.resolve("suite") : results;
    }

    /**
     * What is to be run, as far as the options say.
     *
     * @param shard of the suite
     * @param budget instead of the file's
     * @param seeds instead of the file's
     * @param baseline with which it is compared
     */
    record Checked(Shard shard, Optional<Duration> budget, Optional<Seeds> seeds, Baseline baseline) {}

    /** @throws BadInput with everything that is wrong with the options themselves */
    Checked check() {
        BadInput.Collector problems = new BadInput.Collector();
        Shard checkedShard =
                attempt(() -> Shard.parse("--shard", shard), problems).orElse(Shard.WHOLE);
        Optional<Duration> checkedBudget = Optional.ofNullable(budget)
                .flatMap(text -> attempt(() -> SuiteFile.budget("--budget", text), problems));
        Optional<Seeds> checkedSeeds =
                Optional.ofNullable(seeds).flatMap(text -> attempt(() -> Seeds.parse("--seeds", text), problems));
        Baseline checkedBaseline =
                attempt(() -> Baseline.read(baseline), problems).orElse(Baseline.NONE);
        within(jobs, "--jobs", 1, Suite.Settings.JOBS_MAX, problems);
        within(retries, "--retries", 0, Suite.Settings.RETRIES_MAX, problems);
        if (list && !merge.isEmpty()) {
            problems.add("--merge", "goes not with --list: merged results have no cells to be run", "leave one out");
        }
        problems.throwIfAny();
        return new Checked(checkedShard, checkedBudget, checkedSeeds, checkedBaseline);
    }

    /** How the suite is run, by its file and by the options. */
    Suite.Settings settings(Suite.Settings ofFile, Checked checked) {
        return new Suite.Settings(
                jobs == null ? ofFile.jobs() : jobs,
                checked.budget().or(ofFile::budget),
                retries == null ? ofFile.retries() : retries,
                failFast || ofFile.failFast());
    }

    private static void within(
            @Nullable Integer number, String option, int least, int most, BadInput.Collector problems) {
        if (number != null && (number < least || number > most)) {
            problems.add(option, number + " is not " + least + " to " + most);
        }
    }

    static <T> Optional<T> attempt(Supplier<T> reading, BadInput.Collector problems) {
        try {
            return Optional.of(reading.get());
        } catch (BadInput bad) {
            problems.addAll(bad);
            return Optional.empty();
        }
    }
}
