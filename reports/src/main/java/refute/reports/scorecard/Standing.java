package refute.reports.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import refute.reports.scorecard.Scorecard.Trial;

/**
 * What a scorecard comes to.
 *
 * @param who a judge's name, or {@code anybody}: the first of all who found it
 * @param killed how many mutants were found
 * @param tried how many were tried
 * @param medianSeconds until the find, of those that were found; 0 if none was
 * @param worstSeconds likewise
 * @param survivors the names of those that were not found
 * @param accused how often the system without a mutant was accused, wrongly
 * @param clean how many of its trials found nothing
 */
public record Standing(
        String who,
        long killed,
        long tried,
        double medianSeconds,
        double worstSeconds,
        List<String> survivors,
        long accused,
        long clean) {
    public Standing {
        survivors = List.copyOf(survivors);
    }

    /** What it comes to for everybody together, and then for each judge. */
    public static List<Standing> of(Scorecard card) {
        List<Standing> all = new ArrayList<>();
        if (card.judges().size() > 1) {
            all.add(of(card, "anybody", trial -> true));
        }
        card.judges()
                .forEach(judge ->
                        all.add(of(card, judge.name(), trial -> trial.judge().equals(judge.name()))));
        return all;
    }

    private static Standing of(Scorecard card, String who, Predicate<Trial> its) {
        List<Double> seconds = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        card.byMutant().forEach((name, trials) -> {
            List<Trial> counted = trials.stream().filter(its).toList();
            if (counted.isEmpty() || counted.getFirst().mutant().isEmpty()) {
                return;
            }
            counted.stream()
                    .filter(trial -> trial.kill().isPresent())
                    .mapToDouble(Trial::seconds)
                    .min()
                    .ifPresentOrElse(seconds::add, () -> survivors.add(name));
        });
        seconds.sort(null);
        List<Trial> sound = card.trials().stream()
                .filter(its)
                .filter(trial -> trial.mutant().isEmpty())
                .toList();
        long accused = sound.stream().filter(trial -> trial.kill().isPresent()).count();
        return new Standing(
                who,
                seconds.size(),
                seconds.size() + survivors.size(),
                seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2),
                seconds.isEmpty() ? 0 : seconds.getLast(),
                survivors,
                accused,
                sound.stream().mapToLong(Trial::schedules).sum() - accused);
    }

    /** One sentence. */
    public String sentence() {
        String found = tried == 0
                ? "no mutant was tried"
                : String.format(
                        Locale.ROOT,
                        "%d of %d mutants killed%s%s",
                        killed,
                        tried,
                        killed == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, ", median %.1f s, worst %.1f s", medianSeconds, worstSeconds),
                        survivors.isEmpty() ? "" : "; survived: " + String.join(", ", survivors));
        String sound = clean + accused == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; without a mutant %,d trials without a finding%s",
                        clean,
                        accused == 0 ? "" : ", and accused, wrongly");
        return found + sound;
    }
}
