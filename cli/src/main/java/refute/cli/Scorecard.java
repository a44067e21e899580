package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of each mutant, by who looked.
 *
 * @param system whose mutants
 * @param seed of the campaigns
 * @param trials in the order in which they were made; the one without a mutant first
 */
record Scorecard(String system, long seed, List<Trial> trials) {
    Scorecard {
        trials = List.copyOf(trials);
    }

    /**
     * A campaign against one mutant.
     *
     * @param mutant its id; empty: the system as it should be
     * @param description what it does wrong
     * @param judge who looked: {@code inside} (invariants and checkers) or {@code outside} (checkers alone)
     * @param schedules how many runs were made
     * @param seconds how long that took
     * @param kill the first run that was invalid, if one was
     */
    record Trial(
            String mutant,
            String description,
            String judge,
            long schedules,
            double seconds,
            Optional<CampaignTally.Failure> kill) {
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
                map.put("hash", failure.hash());
                map.put("reason", failure.sentence());
            });
            return map;
        }
    }

    /** A table, one line a mutant. */
    String markdown() {
        StringBuilder text =
                new StringBuilder("# Mutants of " + system + " in simulation\n\nCampaigns from seed " + seed
                        + ". Outside: what clients see alone. Inside: the store's invariants, too.\n\n"
                        + "| mutant | outside | inside | what saw it |\n| --- | --- | --- | --- |\n");
        Map<String, List<Trial>> byMutant = new TreeMap<>();
        trials.forEach(trial -> byMutant.computeIfAbsent(trial.mutant(), id -> new ArrayList<>())
                .add(trial));
        byMutant.forEach((mutant, its) -> text.append("| ")
                .append(mutant.isEmpty() ? "none" : mutant)
                .append(": ")
                .append(its.getFirst().description())
                .append(" | ")
                .append(cell(its, "outside"))
                .append(" | ")
                .append(cell(its, "inside"))
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
                                "killed by seed %d, schedule %d, %.1f s",
                                kill.seed(),
                                kill.n() + 1,
                                trial.seconds()))
                        .orElse(String.format(
                                Locale.ROOT,
                                trial.mutant().isEmpty()
                                        ? "clean in %,d schedules, %.1f s"
                                        : "survived %,d schedules, %.1f s",
                                trial.schedules(),
                                trial.seconds())))
                .findFirst()
                .orElse("");
    }

    /** The checker, and the invariant where there is one. */
    private static String shortened(String sentence) {
        int alarm = sentence.indexOf("in its log: ");
        String words = alarm < 0 ? sentence : sentence.substring(alarm + "in its log: ".length());
        int end = words.indexOf(':');
        return end < 0 ? words : words.substring(0, end);
    }
}
