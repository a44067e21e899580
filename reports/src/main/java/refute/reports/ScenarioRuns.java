package refute.reports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import refute.harness.check.Verdict;

/**
 * The runs of one scenario in one world: a matrix of variants by seeds, and how verdicts have changed.
 *
 * @param name of the scenario
 * @param world where they ran
 * @param runs the oldest first
 */
public record ScenarioRuns(String name, String world, List<RunLine> runs) {
    public ScenarioRuns {
        runs = runs.stream()
                .sorted(Comparator.comparing(RunLine::started).thenComparing(RunLine::folder))
                .toList();
    }

    /** The scenarios of these runs, by name and world. */
    public static List<ScenarioRuns> of(Collection<RunLine> runs) {
        Comparator<ScenarioRuns> order =
                Comparator.comparing(ScenarioRuns::name).thenComparing(ScenarioRuns::world);
        return runs.stream()
                .collect(Collectors.groupingBy(run -> List.of(run.scenario(), run.world())))
                .entrySet()
                .stream()
                .map(entry ->
                        new ScenarioRuns(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(order)
                .toList();
    }

    /** What the system was, the one that ran last first. */
    public List<String> variants() {
        return runs.reversed().stream().map(RunLine::variant).distinct().toList();
    }

    /** In ascending order; of more than so many, those that ran last. */
    public List<Long> seeds(int most) {
        return runs.reversed().stream()
                .map(RunLine::seed)
                .distinct()
                .limit(most)
                .sorted()
                .toList();
    }

    /** The runs of a cell of the matrix, the newest first. */
    public List<RunLine> at(String variant, long seed) {
        return runs.reversed().stream()
                .filter(run -> run.seed() == seed && run.variant().equals(variant))
                .toList();
    }

    /** Those that ended with this verdict. */
    public long count(Verdict verdict) {
        return ended().stream().filter(run -> run.verdict() == verdict).count();
    }

    /** Runs that have not ended. */
    public long open() {
        return (long) runs.size() - ended().size();
    }

    /**
     * Runs that are the same in all that is asked for, and how often such runs differ in what came of it.
     *
     * @param repeated how many different ones were run more than once
     * @param flaky how many of these ended with different verdicts
     */
    public record Flakiness(long repeated, long flaky) {
        public Flakiness plus(Flakiness other) {
            return new Flakiness(repeated + other.repeated, flaky + other.flaky);
        }

        @Override
        public String toString() {
            return repeated == 0 ? "nothing was repeated" : flaky + " of " + repeated + " repeated runs";
        }
    }

    public Flakiness flakiness() {
        return flakiness(runs);
    }

    /** Whether runs among these that were asked for the same ended differently. */
    public static boolean isFlaky(List<RunLine> runs) {
        return flakiness(runs).flaky() > 0;
    }

    private static Flakiness flakiness(List<RunLine> runs) {
        Map<String, List<Verdict>> bySettings = new LinkedHashMap<>();
        runs.stream()
                .filter(RunLine::hasEnded)
                .forEach(run -> bySettings
                        .computeIfAbsent(run.settings(), unused -> new ArrayList<>())
                        .add(run.verdict()));
        List<List<Verdict>> repeated = bySettings.values().stream()
                .filter(verdicts -> verdicts.size() > 1)
                .toList();
        long flaky = repeated.stream()
                .filter(verdicts -> verdicts.stream().distinct().count() > 1)
                .count();
        return new Flakiness(repeated.size(), flaky);
    }

    /** How verdicts have changed, in words: "invalid in the last 2 runs, valid in the 5 before". */
    public String trend() {
        List<RunLine> newest = ended().reversed();
        if (newest.isEmpty()) {
            return "no run has ended";
        }
        Verdict last = newest.getFirst().verdict();
        long same = newest.stream().takeWhile(run -> run.verdict() == last).count();
        if (same == newest.size()) {
            return last.word() + (same == 1 ? " in the only run" : " in all " + same + " runs");
        }
        Verdict other = newest.get((int) same).verdict();
        long before = newest.stream()
                .skip(same)
                .takeWhile(run -> run.verdict() == other)
                .count();
        return last.word() + (same == 1 ? " in the last run" : " in the last " + same + " runs") + ", " + other.word()
                + (before == 1 ? " in the one before" : " in the " + before + " before");
    }

    private List<RunLine> ended() {
        return runs.stream().filter(RunLine::hasEnded).toList();
    }
}
