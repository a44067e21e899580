package refute.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import refute.cli.suite.Baseline;
import refute.cli.suite.Cell;
import refute.cli.suite.Merged;
import refute.cli.suite.Plan;
import refute.cli.suite.Results;
import refute.cli.suite.Shard;
import refute.cli.suite.Suite;
import refute.cli.suite.SuiteFile;
import refute.cli.suite.Variant;
import refute.harness.BadInput;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.world.simulation.SimulationWorld;
import refute.reports.suite.CellReport;
import refute.reports.suite.SuiteReport;

/** Many scenarios from a file, as CI runs them. */
@Command(
        name = "suite",
        description =
                "Runs the scenarios of a file, each for everything that its matrix varies, and tells CI what came of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute suite                                         what suite.yaml says",
            "  refute suite nightly.yaml --list                     which cells there are",
            "  refute suite nightly.yaml --shard 2/4 --jobs 2       a quarter of them, two at once",
            "  refute suite nightly.yaml --budget 45m --retries 1   with bounds",
            "  refute suite nightly.yaml --baseline main-results    which failures are new",
            "  refute suite --merge shard-1,shard-2                 one result of several"
        })
final class SuiteCommand implements Callable<Integer>, Checkable {
    /** Set-up, recovery, final reads and judging of a run on real nodes, beyond its time limit. */
    private static final double REAL_OVERHEAD_SECONDS = 15;
    /** The same of a simulated run, with its reports. */
    private static final double SIMULATED_OVERHEAD_SECONDS = 0.3;
    /** How much faster than real time a simulation is at least, as a rule. */
    private static final double SIMULATED_SPEED = 20;

    private final Console console;
    /** Seconds that are expected of a variant of which nothing is known, by its name. */
    private final Map<String, Double> guesses = new HashMap<>();

    @Mixin
    SuiteOptions options = new SuiteOptions();

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    SuiteCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkOptions() {
        options.check();
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!options.merge.isEmpty()) {
            return merge(options.check().baseline());
        }
        BadInput.Collector problems = new BadInput.Collector();
        Optional<SuiteOptions.Checked> told = SuiteOptions.attempt(options::check, problems);
        Optional<Suite> read = SuiteOptions.attempt(this::read, problems);
        problems.throwIfAny();
        SuiteOptions.Checked checked = told.orElseThrow();
        Suite ofFile = read.orElseThrow();
        Suite suite = checked.seeds()
                .map(ofFile::withSeeds)
                .orElse(ofFile)
                .with(options.settings(ofFile.settings(), checked));
        Shard shard = checked.shard();
        Baseline baseline = checked.baseline();
        ToDoubleFunction<Cell> expected = cell -> baseline.seconds(cell)
                .orElseGet(() -> guesses.getOrDefault(cell.variant().name(), 1.0));
        List<Cell> all = suite.cells();
        SuiteWork work = new SuiteWork(suite, shard.share(all, expected), expected, baseline);
        return options.list ? list(work) : run(work, Plan.of(suite, shard, all, work.cells(), facts(shard)));
    }

    private Suite read() {
        return SuiteFile.read(options.file, CellOptions.keys(), this::check, LocalDate.now(ZoneOffset.UTC));
    }

    private void check(Variant variant) {
        Scenario scenario = CellOptions.family(variant.words()).apply(1);
        Runner.check(scenario);
        double limit = scenario.load().timeLimit().toMillis() / 1e3;
        boolean simulated = scenario.subject().world() instanceof SimulationWorld;
        guesses.put(
                variant.name(),
                simulated ? limit / SIMULATED_SPEED + SIMULATED_OVERHEAD_SECONDS : limit + REAL_OVERHEAD_SECONDS);
    }

    private static SequencedMap<String, String> facts(Shard shard) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        if (!shard.equals(Shard.WHOLE)) {
            facts.put("shard", shard.toString());
        }
        facts.put("refute", VersionProvider.version());
        if (!VersionProvider.revision().isEmpty()) {
            facts.put("revision", VersionProvider.revision());
        }
        return facts;
    }

    private int list(SuiteWork work) {
        for (Cell cell : work.cells()) {
            double seconds = work.expected().applyAsDouble(cell);
            if (options.json) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("cell", cell.id());
                line.put("scenario", cell.variant().scenario());
                line.put("seed", cell.seed());
                line.put("expectedSeconds", seconds);
                console.result(Json.line(line));
            } else {
                console.result(String.format(Locale.ROOT, "%8.1f s  %s", seconds, cell.id()));
            }
        }
        double together = work.cells().stream().mapToDouble(work.expected()).sum();
        console.note(String.format(
                Locale.ROOT,
                "%d cells, %.0f s expected, one after another",
                work.cells().size(),
                together));
        return 0;
    }

    private int run(SuiteWork work, Plan plan) throws InterruptedException {
        long begun = System.nanoTime();
        SuiteView view = new SuiteView(console, options.json, work.cells().size());
        try (Results results = Results.begin(options.results(), plan)) {
            if (work.cells().isEmpty()) {
                console.note("there is nothing to do for this shard: the suite has fewer cells than shards");
            }
            List<CellReport> cells = new SuiteRun(console, options.out, work, results, view).run();
            SuiteReport report = new SuiteReport(
                    plan.suite(),
                    plan.started(),
                    (System.nanoTime() - begun) / 1e9,
                    plan.facts(),
                    cells,
                    work.baseline().notes(cells),
                    true);
            return end(report, results, view);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    private int merge(Baseline baseline) {
        Merged merged = Merged.read(options.merge, baseline);
        SuiteView view =
                new SuiteView(console, options.json, merged.report().cells().size());
        try (Results results = Results.begin(options.results(), merged.plan())) {
            for (CellReport cell : merged.report().cells()) {
                results.add(cell);
            }
            return end(merged.report(), results, view);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    private int end(SuiteReport report, Results results, SuiteView view) throws IOException {
        results.end(report);
        view.show(report, results);
        return report.ending().exitCode();
    }

    private IllegalStateException cannotBeWritten(IOException e) {
        return new IllegalStateException("the results cannot be written to " + options.results() + ": " + e, e);
    }
}
