package refute.reports.scorecard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import refute.reports.scorecard.Scorecard.Trial;

/** The words of a scorecard, for programs and for tables. Pure functions. */
public final class ScorecardText {
    private ScorecardText() {}

    /** One trial as the fields of a JSON object. */
    public static Map<String, Object> fields(Trial trial) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mutant", trial.name());
        map.put("description", trial.description());
        map.put("judge", trial.judge());
        map.put("killed", trial.kill().isPresent());
        map.put("schedules", trial.schedules());
        map.put("seconds", Math.round(trial.seconds() * 10) / 10.0);
        trial.kill().ifPresent(kill -> {
            map.put("seed", kill.seed());
            if (!kill.hash().isEmpty()) {
                map.put("hash", kill.hash());
            }
            map.put("reason", kill.sentence());
        });
        return map;
    }

    /** What one judge came to with one mutant, in a few words. */
    public static String cell(Trial trial) {
        return trial.kill()
                .map(kill -> String.format(
                        Locale.ROOT, "killed by seed %d, trial %d, %.1f s", kill.seed(), kill.n() + 1, trial.seconds()))
                .orElse(String.format(
                        Locale.ROOT,
                        trial.mutant().isEmpty() ? "clean in %,d trials, %.1f s" : "survived %,d trials, %.1f s",
                        trial.schedules(),
                        trial.seconds()));
    }

    /** What saw a mutant, each once, in the order of the judges. */
    public static String seenBy(List<Trial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.kill().stream())
                .map(Scorecard.Kill::seenBy)
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
