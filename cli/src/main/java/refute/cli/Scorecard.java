package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import refute.harness.check.StandardCheckers;
import refute.harness.system.LibraryUnderTest.Judge;

/**
 * What became of each mutant, by who looked.
 *
 * @param system whose mutants
 * @param seed of the campaigns
 * @param judges who looked, in their order
 * @param trials in the order in which they were made; the one without a mutant first
 */
record Scorecard(String system, long seed, List<Judge> judges, List<Trial> trials) {
    Scorecard {
        judges = List.copyOf(judges);
        trials = List.copyOf(trials);
    }

    /**
     * What shows a bug.
     *
     * @param n which of the trials, from 0
     * @param seed of it
     * @param hash of its events, if it has any
     * @param sentence what is wrong
     */
    record Kill(long n, long seed, String hash, String sentence) {}

    /**
     * A campaign against one mutant.
     *
     * @param mutant its id; empty: the system as it should be
     * @param description what it does wrong
     * @param judge the name of who looked
     * @param schedules how many runs or trials were made
     * @param seconds how long that took
     * @param kill the first run that was invalid, if one was
     */
    record Trial(String mutant, String description, String judge, long schedules, double seconds, Optional<Kill> kill) {
        /** Whether it came out as it should: a mutant is killed, the system without one is not accused. */
        boolean asItShould() {
            return mutant.isEmpty() != kill.isPresent();
        }

        Map<String, Object> json() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("mutant", mutant.isEmpty() ? "none" : mutant);
            map.put("description", description);
            map.put("judge", judge);
            map.put("killed", kill.isPresent());
            map.put("schedules", schedules);
            map.put("seconds", Math.round(seconds * 10) / 10.0);
            kill.ifPresent(failure -> {
                map.put("seed", failure.seed());
                if (!failure.hash().isEmpty()) {
                    map.put("hash", failure.hash());
                }
                map.put("reason", failure.sentence());
            });
            return map;
        }
    }

    /** A table, one line a mutant. */
    String markdown() {
        StringBuilder text =
                new StringBuilder("# Mutants of " + system + "\n\nFrom seed " + seed + ". Who looked:\n\n");
        judges.forEach(judge -> text.append("- ")
                .append(judge.name())
                .append(": ")
                .append(judge.description())
                .append('\n'));
        text.append("\n| mutant |");
        judges.forEach(judge -> text.append(' ').append(judge.name()).append(" |"));
        text.append(" what saw it |\n| --- |")
                .append(" --- |".repeat(judges.size()))
                .append(" --- |\n");
        Map<String, List<Trial>> byMutant = new TreeMap<>();
        trials.forEach(trial -> byMutant.computeIfAbsent(trial.mutant(), id -> new ArrayList<>())
                .add(trial));
        byMutant.forEach((mutant, its) -> text.append("| ")
                .append(mutant.isEmpty() ? "none" : mutant)
                .append(": ")
                .append(its.getFirst().description())
                .append(" | ")
                .append(judges.stream().map(judge -> cell(its, judge.name())).collect(Collectors.joining(" | ")))
                .append(" | ")
                .append(its.stream()
                        .flatMap(trial -> trial.kill().stream())
                        .map(kill -> shortened(kill.sentence()))
                        .distinct()
                        .reduce((one, other) -> one + "; " + other)
                        .orElse(""))
                .append(" |\n"));
        return text.toString();
    }

    private static String cell(List<Trial> trials, String judge) {
        return trials.stream()
                .filter(trial -> trial.judge().equals(judge))
                .map(trial -> trial.kill()
                        .map(kill -> String.format(
                                Locale.ROOT,
                                "killed by seed %d, trial %d, %.1f s",
                                kill.seed(),
                                kill.n() + 1,
                                trial.seconds()))
                        .orElse(String.format(
                                Locale.ROOT,
                                trial.mutant().isEmpty()
                                        ? "clean in %,d trials, %.1f s"
                                        : "survived %,d trials, %.1f s",
                                trial.schedules(),
                                trial.seconds())))
                .findFirst()
                .orElse("");
    }

    /** The checker, and the invariant where there is one. */
    private static String shortened(String sentence) {
        String words = sentence.replaceFirst("^.*?(in its log: |" + StandardCheckers.ALL_NODES + ")", "");
        int end = words.indexOf(':');
        return end < 0 ? words : words.substring(0, end);
    }
}
