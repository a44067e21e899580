package refute.cli.suite;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import refute.harness.BadInput;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Omission;

/**
 * What a suite file asks for. A value.
 *
 * @param name of the suite
 * @param file it was read from
 * @param settings how it is run
 * @param scenarios in the order of the file
 * @param quarantines what does not count for the time being
 */
public record Suite(String name, Path file, Settings settings, List<Matrix> scenarios, List<Quarantine> quarantines) {
    /** More are no suite that anybody waits for, or a mistake in a range. */
    public static final int CELLS_MAX = 10_000;

    /**
     * How a suite is run, where the command line does not say otherwise.
     *
     * @param jobs how many cells at once; 1 to {@value #JOBS_MAX}
     * @param budget of time for all cells of one shard; empty: none
     * @param retries how often a cell that is not valid is tried again; 0 to {@value #RETRIES_MAX}
     * @param failFast whether none is begun any more after the first that failed
     */
    public record Settings(int jobs, Optional<Duration> budget, int retries, boolean failFast) {
        public static final int JOBS_MAX = 256;
        public static final int RETRIES_MAX = 10;

        static final Settings USUAL = new Settings(1, Optional.empty(), 0, false);
    }

    public Suite {
        scenarios = List.copyOf(scenarios);
        quarantines = List.copyOf(quarantines);
    }

    /** All cells, in the order of the file: scenario by scenario, variant by variant, seed by seed. */
    public List<Cell> cells() {
        return scenarios.stream()
                .flatMap(matrix -> matrix.variants().stream()
                        .flatMap(variant -> matrix.seeds().stream().mapToObj(seed -> new Cell(variant, seed))))
                .toList();
    }

    /** The same suite with these seeds instead of those of the file. @throws BadInput if that is too many cells */
    public Suite withSeeds(Seeds seeds) {
        List<Matrix> changed = scenarios.stream()
                .map(matrix -> new Matrix(matrix.name(), matrix.line(), matrix.axes(), seeds, matrix.excluded()))
                .toList();
        BadInput.Collector problems = new BadInput.Collector();
        bound(file.toString(), changed, problems);
        problems.throwIfAny();
        return new Suite(name, file, settings, changed, quarantines);
    }

    /** The same suite, run in another way. */
    public Suite with(Settings newSettings) {
        return new Suite(name, file, newSettings, scenarios, quarantines);
    }

    /** What came of a cell that was run. */
    public CellReport ended(Cell cell, List<CellTry> tries) {
        return report(cell, tries, Optional.empty());
    }

    /** What is told of a cell that was not. */
    public CellReport omitted(Cell cell, Omission why) {
        return report(cell, List.of(), Optional.of(why));
    }

    private CellReport report(Cell cell, List<CellTry> tries, Optional<Omission> omission) {
        Variant variant = cell.variant();
        return new CellReport(
                variant.scenario(), variant.name(), cell.seed(), tries, omission, quarantine(cell), Optional.empty());
    }

    /** Until when, and why the failures of this cell do not count; empty if they do. */
    Optional<String> quarantine(Cell cell) {
        return quarantines.stream()
                .filter(one -> one.holds(cell))
                .map(Quarantine::text)
                .findFirst();
    }

    /** What tells this list of cells from others: two shards with different ones do not belong together. */
    static String fingerprint(List<Cell> cells) {
        CRC32 sum = new CRC32();
        sum.update(
                cells.stream().map(Cell::id).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Whether there are few enough cells to make them; if not, the problems say how many there are. */
    static boolean bound(String file, List<Matrix> scenarios, BadInput.Collector problems) {
        BigInteger most = BigInteger.valueOf(CELLS_MAX);
        int before = problems.count();
        BigInteger together = BigInteger.ZERO;
        for (Matrix matrix : scenarios) {
            BigInteger count = matrix.count();
            together = together.add(count);
            if (count.compareTo(most) > 0) {
                problems.add(
                        file + ":" + matrix.line(),
                        String.format(
                                Locale.ROOT,
                                "scenario %s has %,d cells (%s), more than the %,d that a suite may have",
                                matrix.name(),
                                count,
                                product(matrix),
                                CELLS_MAX),
                        "take fewer seeds or values");
            }
        }
        if (problems.count() == before && together.compareTo(most) > 0) {
            problems.add(
                    file,
                    String.format(
                            Locale.ROOT,
                            "the scenarios have %,d cells together, more than the %,d that a suite may have",
                            together,
                            CELLS_MAX),
                    "take fewer seeds or values, or several files");
        }
        return problems.count() == before;
    }

    private static String product(Matrix matrix) {
        String axes = matrix.axes().stream()
                .filter(axis -> axis.choices().size() > 1)
                .map(axis -> axis.choices().size() + " of " + axis.key() + ", ")
                .collect(Collectors.joining());
        return axes + String.format(Locale.ROOT, "%,d seeds", matrix.seeds().count());
    }
}
