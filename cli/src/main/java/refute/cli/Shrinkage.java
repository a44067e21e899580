package refute.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import refute.harness.run.Shrunk;

/**
 * How small the run became that had killed a mutant.
 *
 * @param mutant its id
 * @param judge who had looked
 * @param how what was left of it, and after how long
 * @param restarts to how many faults, accidents and operations further ways down came that had no bound of time, each in another order
 */
record Shrinkage(String mutant, String judge, Shrunk how, List<Integer> restarts) {
    Shrinkage {
        restarts = List.copyOf(restarts);
    }

    /** The smallest that was ever found, further restarts and all. */
    int best() {
        OptionalInt least = restarts.stream().mapToInt(size -> size).min();
        return Math.min(how.after().items(), least.orElse(Integer.MAX_VALUE));
    }

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mutant", mutant);
        map.put("judge", judge);
        map.put("shrunkSeed", how.seed());
        map.put("kind", how.kind());
        map.put("before", json(how.before()));
        map.put("after", json(how.after()));
        map.put("percentGone", Math.round(how.percentGone() * 10) / 10.0);
        map.put("tried", how.tried());
        map.put("seconds", Math.round(how.nanos() / 1e8) / 10.0);
        map.put("complete", how.complete());
        map.put("restarts", restarts);
        return map;
    }

    private static Map<String, Object> json(Shrunk.Size size) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("faults", size.faults());
        map.put("accidents", size.accidents());
        map.put("operations", size.operations());
        map.put("nodes", size.nodes());
        map.put("seconds", size.limitNanos() / 1e9);
        return map;
    }

    /** On a terminal. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-5s %-9s shrunk    %s -> %s; %.1f %% gone, %,d tries, %.1f s%s%s  %s",
                mutant,
                judge,
                FailingCase.words(how.before()),
                FailingCase.words(how.after()),
                how.percentGone(),
                how.tried(),
                how.nanos() / 1e9,
                how.complete() ? "" : ", not at its end",
                restarts.isEmpty() ? "" : ", best of " + restarts.size() + " restarts " + best(),
                how.kind());
    }

    /** A table, one line each. */
    static String markdown(List<Shrinkage> all) {
        StringBuilder text = new StringBuilder("""

                ## Made smaller

                The run that killed each, made smaller with the same failure. Faults, accidents and operations, nodes, length of the main phase:

                | mutant, seed | before | after | gone | time | failure | best of so many restarts |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        all.forEach(one -> text.append(String.format(
                Locale.ROOT,
                "| %s, %d | %s | %s | %.1f %% | %.1f s%s | %s | %s |%n",
                one.mutant,
                one.how.seed(),
                cell(one.how.before()),
                cell(one.how.after()),
                one.how.percentGone(),
                one.how.nanos() / 1e9,
                one.how.complete() ? "" : ", not at its end",
                one.how.kind().replace("|", "\\|"),
                one.restarts.isEmpty() ? "" : one.best() + " of " + one.restarts.size())));
        return text.toString();
    }

    private static String cell(Shrunk.Size size) {
        return String.format(
                Locale.ROOT,
                "%d, %d, %d; %d; %.2f s",
                size.faults(),
                size.accidents(),
                size.operations(),
                size.nodes(),
                size.limitNanos() / 1e9);
    }
}
