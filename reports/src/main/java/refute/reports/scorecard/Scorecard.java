package refute.reports.scorecard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.check.StandardCheckers;
import refute.harness.system.LibraryUnderTest.Judge;

/**
 * What became of each mutant, by who looked. Immutable.
 *
 * @param system whose mutants
 * @param seed of the campaigns
 * @param judges who looked, in their order
 * @param trials in the order in which they were made
 */
public record Scorecard(String system, long seed, List<Judge> judges, List<Trial> trials) {
    public Scorecard {
        judges = List.copyOf(judges);
        trials = List.copyOf(trials);
    }

    /**
     * What shows a bug.
     *
     * @param n which of the trials, from 0
     * @param seed of it
     * @param hash of its events, if it has any; else empty
     * @param sentence what is wrong
     */
    public record Kill(long n, long seed, String hash, String sentence) {
        /** The checker, and the invariant where there is one. */
        public String seenBy() {
            String words = sentence.replaceFirst("^.*?(in its log: |" + StandardCheckers.ALL_NODES + ")", "");
            int end = words.indexOf(':');
            return end < 0 ? words : words.substring(0, end);
        }
    }

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
    public record Trial(
            String mutant, String description, String judge, long schedules, double seconds, Optional<Kill> kill) {
        /** Whether it came out as it should: a mutant is killed, the system without one is not accused. */
        public boolean asItShould() {
            return mutant.isEmpty() != kill.isPresent();
        }

        /** The mutant's name; {@code none} for the system as it should be. */
        public String name() {
            return mutant.isEmpty() ? "none" : mutant;
        }
    }

    /** The trials of each mutant, by its name, in the order in which they were made. */
    public SequencedMap<String, List<Trial>> byMutant() {
        SequencedMap<String, List<Trial>> all = new LinkedHashMap<>();
        trials.forEach(trial ->
                all.computeIfAbsent(trial.name(), id -> new ArrayList<>()).add(trial));
        return all;
    }

    /** What became of one mutant with one judge, if it was tried. */
    public Optional<Trial> trial(String name, Judge judge) {
        return trials.stream()
                .filter(trial -> trial.name().equals(name) && trial.judge().equals(judge.name()))
                .findFirst();
    }
}
