package refute.cli.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import refute.harness.BadInput;
import refute.reports.suite.CellReport;
import refute.reports.suite.Ending;

/**
 * An earlier execution of the suite, with which this one is compared: of one machine, or of several shards.
 *
 * <p>A failure is <em>known</em> if it has a kind in common with a failure of the earlier one in the same variant, with whatever seed, and
 * else <em>new</em>: so the same bug under another seed, of which not every checker saw the same, is not told as another one. Cells that
 * are not there any more, or not yet, are no failures of either.
 */
public final class Baseline {
    /** Nothing to compare with. */
    public static final Baseline NONE = new Baseline(List.of());

    private final List<CellReport> cells;
    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, List<Double>> secondsOfVariants = new HashMap<>();
    private final Map<String, List<Double>> secondsOfScenarios = new HashMap<>();
    private final Map<String, Set<String>> kinds = new HashMap<>();

    private Baseline(List<CellReport> cells) {
        this.cells = List.copyOf(cells);
        for (CellReport cell : cells) {
            kinds.computeIfAbsent(cell.variant(), variant -> new HashSet<>()).addAll(cell.kinds());
            if (cell.omission().isEmpty()) {
                // Of one try: how often it was tried again is no property of the cell.
                double mean = Math.max(1e-3, cell.seconds() / cell.tries().size());
                seconds.put(cell.id(), mean);
                secondsOfVariants
                        .computeIfAbsent(cell.variant(), variant -> new ArrayList<>())
                        .add(mean);
                secondsOfScenarios
                        .computeIfAbsent(cell.scenario(), scenario -> new ArrayList<>())
                        .add(mean);
            }
        }
    }

    /** @throws BadInput with everything that is wrong with any of the files */
    public static Baseline read(List<Path> paths) {
        BadInput.Collector problems = new BadInput.Collector();
        List<CellReport> cells = new ArrayList<>();
        for (Path path : paths) {
            try {
                cells.addAll(StoredSuite.read(path).cells());
            } catch (BadInput bad) {
                problems.addAll(bad);
            }
        }
        problems.throwIfAny();
        return cells.isEmpty() ? NONE : new Baseline(cells);
    }

    /** How long the cell took then, or else the mean of its variant, or else of its scenario; empty if none of that was run. */
    public OptionalDouble seconds(Cell cell) {
        Double own = seconds.get(cell.id());
        if (own != null) {
            return OptionalDouble.of(own);
        }
        List<Double> like = secondsOfVariants.getOrDefault(
                cell.variant().name(),
                secondsOfScenarios.getOrDefault(cell.variant().scenario(), List.of()));
        return like.stream().mapToDouble(Double::doubleValue).average();
    }

    /** The cell as it is told: whether its failure is new, if there is something to compare with. */
    public CellReport compared(CellReport cell) {
        if (cells.isEmpty() || cell.kinds().isEmpty()) {
            return cell;
        }
        boolean known = !Collections.disjoint(kinds.getOrDefault(cell.variant(), Set.of()), cell.kinds());
        return cell.since(known ? CellReport.Since.KNOWN : CellReport.Since.NEW);
    }

    /** What a person should know of these cells together: which were mended since, and which need no quarantine any more. */
    public List<String> notes(Collection<CellReport> now) {
        Set<String> failed = new HashSet<>();
        cells.stream().filter(cell -> !cell.kinds().isEmpty()).forEach(cell -> failed.add(cell.id()));
        List<String> notes = new ArrayList<>();
        for (CellReport cell : now) {
            boolean good = cell.ending() == Ending.VALID && !cell.isFlaky();
            if (good && failed.contains(cell.id())) {
                notes.add("mended since the baseline: " + cell.id());
            }
            if (good && cell.quarantine().isPresent()) {
                notes.add("in quarantine, and valid: " + cell.id());
            }
        }
        return notes;
    }
}
