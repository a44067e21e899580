package refute.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.harness.run.ScenarioRecord;
import refute.harness.system.Reads;
import refute.harness.system.SystemOptions;
import refute.reports.RunIndex;
import refute.reports.RunLine;

/** What an index says of runs; a record is read again only when it has changed. Owned by one thread at a time. */
final class RunLines {
    private static final int TEXT_MAX = 1_000;

    private final Path from;
    private final Map<Path, Known> known = new HashMap<>();

    private record Known(String stamp, RunLine line) {}

    /** @param from the real path of the folder in which the index stands */
    RunLines(Path from) {
        this.from = from;
    }

    /** Those that can be read, and what is wrong with the others. */
    RunIndex index(String title, List<Path> runs, List<Problem> more) {
        List<RunLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(more);
        for (Path run : runs) {
            try {
                lines.add(line(run));
            } catch (BadInput bad) {
                problems.addAll(bad.problems());
            }
        }
        known.keySet().retainAll(runs);
        return new RunIndex(title, lines, problems);
    }

    private RunLine line(Path run) {
        String stamp = RunStore.stamp(run);
        Known before = known.get(run);
        if (before != null && before.stamp().equals(stamp)) {
            return before.line();
        }
        RunFolder folder = RunFolder.open(run);
        RunLine line = line(folder, folder.record());
        known.put(run, new Known(stamp, line));
        return line;
    }

    private RunLine line(RunFolder folder, RunRecord record) {
        ScenarioRecord scenario = record.scenario();
        String system = scenario.subject().system();
        String version = record.origin().versions().getOrDefault(system, "");
        String reason = RunReport.reason(RunReport.verdict(record), RunReport.results(record));
        return new RunLine(
                from.relativize(folder.path()).toString().replace('\\', '/'),
                scenario.name(),
                scenario.subject().world(),
                variant(scenario, system + " " + version),
                scenario.seed(),
                scenario + " " + version + " " + record.origin().codeRevision(),
                RunReport.verdict(record),
                reason.length() > TEXT_MAX ? reason.substring(0, TEXT_MAX) : reason,
                record.started(),
                record.outcome().map(RunRecord.Outcome::ended),
                record.outcome().map(outcome -> outcome.counts().operations()).orElse(0L));
    }

    /** The version, and whatever else makes the system another one. */
    private static String variant(ScenarioRecord scenario, String version) {
        SystemOptions options = scenario.subject().options();
        List<String> parts = new ArrayList<>(List.of(version.strip()));
        options.mutant().ifPresent(mutant -> parts.add("mutant " + mutant));
        options.flags().forEach((name, value) -> parts.add(name + "=" + value));
        if (scenario.load().reads() != Reads.LINEARIZABLE) {
            parts.add(scenario.load().reads().word() + " reads");
        }
        return String.join(", ", parts);
    }
}
