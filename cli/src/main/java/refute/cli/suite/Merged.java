package refute.cli.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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
        SequencedMap<String, CellReport> cells = new LinkedHashMap<>();
        List<Plan.Planned> planned = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (StoredSuite shard : shards) {
            planned.addAll(shard.plan().cells());
            for (CellReport cell : shard.cells()) {
                if (cells.putIfAbsent(cell.id(), baseline.compared(cell)) != null) {
                    notes.add(cell.id() + " was in two shards: they had different past durations");
                }
            }
            if (shard.seconds().isEmpty()) {
                notes.add("shard " + shard.plan().shard() + " was killed before its end");
            }
        }
        for (int number = 1; number <= first.shard().of(); number++) {
            int wanted = number;
            if (shards.stream().noneMatch(one -> one.plan().shard().number() == wanted)) {
                notes.add("shard " + number + "/" + first.shard().of() + " is missing");
            }
        }
        int missing = first.total() - cells.size();
        if (missing > 0) {
            notes.add(missing + " of " + first.total() + " cells are in no shard that is here");
        }
        notes.addAll(baseline.notes(cells.values()));
        SequencedMap<String, String> facts = new LinkedHashMap<>(first.facts());
        facts.remove("shard");
        facts.put("shards", shards.size() + " of " + first.shard().of());
        Plan plan = new Plan(
                first.suite(), first.fingerprint(), Shard.WHOLE, planned, first.total(), first.started(), facts);
        double seconds = shards.stream()
                .mapToDouble(one -> one.seconds().orElse(0.0))
                .max()
                .orElse(0);
        SuiteReport report = new SuiteReport(
                plan.suite(),
                plan.started(),
                seconds,
                facts,
                List.copyOf(cells.sequencedValues()),
                notes,
                missing <= 0);
        return new Merged(plan, report);
    }
}
