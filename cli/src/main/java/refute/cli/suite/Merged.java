package refute.cli.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import refute.harness.BadInput;
import refute.reports.suite.CellReport;
import refute.reports.suite.SuiteReport;

/**
 * The results of several shards as those of one suite. What is missing is told, and keeps the whole from being valid.
 *
 * @param plan as if one machine had run it
 * @param report what came of it
 */
public record Merged(Plan plan, SuiteReport report) {

    /**
     * Reads the results in these folders.
     *
     * @param baseline with which they are compared
     * @throws BadInput if a folder has no results, two have the same shard, or they are not of one suite
     */
    public static Merged read(List<Path> paths, Baseline baseline) {
        BadInput.Collector problems = new BadInput.Collector();
        TreeMap<Integer, StoredSuite> shards = new TreeMap<>();
        for (Path path : paths) {
            try {
                StoredSuite one = StoredSuite.read(path);
                StoredSuite first = shards.isEmpty() ? one : shards.firstEntry().getValue();
                if (!belongTogether(first.plan(), one.plan())) {
                    problems.add(
                            path.toString(),
                            "is of another suite, another number of shards or other cells than the results before it",
                            "give all shards the same file and the same --seeds");
                } else if (shards.putIfAbsent(one.plan().shard().number(), one) != null) {
                    problems.add(path.toString(), "is shard " + one.plan().shard() + ", as is another", "");
                }
            } catch (BadInput bad) {
                problems.addAll(bad);
            }
        }
        problems.throwIfAny();
        return of(List.copyOf(shards.values()), baseline);
    }

    private static boolean belongTogether(Plan one, Plan other) {
        return one.suite().equals(other.suite())
                && one.fingerprint().equals(other.fingerprint())
                && one.shard().of() == other.shard().of();
    }

    private static Merged of(List<StoredSuite> shards, Baseline baseline) {
        Plan first = shards.getFirst().plan();
        List<String> notes = new ArrayList<>();
        SequencedMap<String, CellReport> cells = cells(shards, baseline, notes);
        int missing = first.total() - cells.size();
        if (missing > 0) {
            notes.add(missing + " of " + first.total() + " cells are in no shard that is here");
        }
        notes.addAll(baseline.notes(cells.values()));
        SequencedMap<String, String> facts = new LinkedHashMap<>(first.facts());
        facts.remove("shard");
        facts.put("shards", shards.size() + " of " + first.shard().of());
        Plan plan = new Plan(
                first.suite(),
                first.fingerprint(),
                Shard.WHOLE,
                shards.stream().flatMap(one -> one.plan().cells().stream()).toList(),
                first.total(),
                first.started(),
                facts);
        // They ran side by side.
        double seconds = shards.stream()
                .mapToDouble(one -> one.seconds().orElse(0.0))
                .max()
                .orElse(0);
        List<CellReport> all = List.copyOf(cells.sequencedValues());
        SuiteReport report = new SuiteReport(plan.suite(), plan.started(), seconds, facts, all, notes, missing <= 0);
        return new Merged(plan, report);
    }

    /** The cells of all shards, and in the notes what is wrong with how they were shared. */
    private static SequencedMap<String, CellReport> cells(
            List<StoredSuite> shards, Baseline baseline, List<String> notes) {
        SequencedMap<String, CellReport> cells = new LinkedHashMap<>();
        int of = shards.getFirst().plan().shard().of();
        Set<Integer> here = new HashSet<>();
        for (StoredSuite shard : shards) {
            here.add(shard.plan().shard().number());
            for (CellReport cell : shard.cells()) {
                CellReport before = cells.putIfAbsent(cell.id(), baseline.compared(cell));
                if (before != null) {
                    notes.add(cell.id() + " was in two shards: they had different past durations");
                    if (cell.ending().compareTo(before.ending()) > 0) {
                        cells.put(cell.id(), baseline.compared(cell));
                    }
                }
            }
            if (shard.seconds().isEmpty()) {
                notes.add("shard " + shard.plan().shard() + " was killed before its end");
            }
        }
        for (int number = 1; number <= of; number++) {
            if (!here.contains(number)) {
                notes.add("shard " + number + "/" + of + " is missing");
            }
        }
        return cells;
    }
}
