package refute.reports.suite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a suite, or of one shard of it.
 *
 * @param name of the suite
 * @param started when, by the clock on the wall
 * @param seconds how long it took; of one scenario, the sum over its cells
 * @param facts what else is known (shard, revision), by name, in the order in which to show it
 * @param cells in the order of the suite
 * @param notes what else a person should know, one sentence each
 * @param complete whether nothing of it is missing, such as a shard
 */
public record SuiteReport(
        String name,
        Instant started,
        double seconds,
        SequencedMap<String, String> facts,
        List<CellReport> cells,
        List<String> notes,
        boolean complete) {
    public SuiteReport {
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /** The worst of all cells that are not in quarantine; what is missing is at least unknown. */
    public Ending ending() {
        return cells.stream().map(CellReport::counted).reduce(complete ? Ending.VALID : Ending.UNKNOWN, Ending::worse);
    }

    /** The cells that a person should look at, the worst first, those in quarantine last. */
    public List<CellReport> telling() {
        return cells.stream()
                .filter(CellReport::tells)
                .sorted((one, other) -> {
                    int counted = other.counted().compareTo(one.counted());
                    return counted != 0 ? counted : other.ending().compareTo(one.ending());
                })
                .toList();
    }

    /** How many cells were not run, by the reason. */
    public SequencedMap<Omission, Long> omissions() {
        SequencedMap<Omission, Long> omissions = new TreeMap<>();
        cells.forEach(cell -> cell.omission().ifPresent(why -> omissions.merge(why, 1L, Long::sum)));
        return omissions;
    }

    /** Each scenario by itself, under its own name, in the order of the suite. */
    public List<SuiteReport> scenarios() {
        SequencedMap<String, List<CellReport>> byScenario = new LinkedHashMap<>();
        cells.forEach(cell -> byScenario
                .computeIfAbsent(cell.scenario(), scenario -> new ArrayList<>())
                .add(cell));
        return byScenario.entrySet().stream()
                .map(each -> new SuiteReport(
                        each.getKey(),
                        started,
                        each.getValue().stream()
                                .mapToDouble(CellReport::seconds)
                                .sum(),
                        facts,
                        each.getValue(),
                        List.of(),
                        true))
                .toList();
    }

    /** How many cells ended how, in the order in which to show it; those that none did are left out. Each cell counts once. */
    public SequencedMap<String, Long> counts() {
        SequencedMap<String, Long> counts = new LinkedHashMap<>();
        for (String word : List.of(
                "harness failed", "refused", "invalid", "unknown", "not run", "quarantined", "flaky", "valid")) {
            long count = cells.stream().filter(cell -> group(cell).equals(word)).count();
            if (count > 0) {
                counts.put(word, count);
            }
        }
        return counts;
    }

    /** The same as words: "1 invalid, 2 valid". */
    public String countsInWords() {
        return cells.isEmpty()
                ? "no cell"
                : counts().entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String group(CellReport cell) {
        if (cell.quarantine().isPresent()) {
            return "quarantined";
        }
        if (cell.omission().isPresent()) {
            return "not run";
        }
        // One with a witness is invalid before it is flaky.
        return cell.ending() == Ending.VALID && cell.isFlaky()
                ? "flaky"
                : cell.ending().word();
    }
}
