package refute.reports.suite;

import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * What came of one cell of a suite.
 *
 * @param scenario the name of its scenario
 * @param variant the scenario and what its matrix chose, without the seed
 * @param seed the origin of all choices
 * @param tries in their order; empty if it was not run
 * @param omission why not; empty if it was
 * @param quarantine until when, and why its failures do not count; empty if they do
 * @param since what a baseline says about its failure; empty without one, and if it did not fail
 */
public record CellReport(
        String scenario,
        String variant,
        long seed,
        List<CellTry> tries,
        Optional<Omission> omission,
        Optional<String> quarantine,
        Optional<Since> since) {
    /** A failure, seen from a baseline: of this kind for the first time, or known in another run of the same variant. */
    public enum Since {
        NEW("new"),
        KNOWN("known");

        private final String word;

        Since(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public CellReport {
        tries = List.copyOf(tries);
        if (tries.isEmpty() == omission.isEmpty()) {
            throw new IllegalArgumentException("a cell was run or left out: " + variant + ", seed " + seed);
        }
    }

    /** What tells it from the other cells, in this and in other executions of the suite. */
    public String id() {
        return variant + " seed=" + seed;
    }

    /** The same within its scenario. */
    public String name() {
        String chosen = variant.substring(scenario.length()).strip();
        return (chosen.isEmpty() ? "" : chosen + " ") + "seed=" + seed;
    }

    /**
     * Invalid if any try was: a witness is proof, and a later run without one does not disprove it. Otherwise how the last try ended, as
     * what stood in the way of the first may have gone. Unknown if it was not run.
     */
    public Ending ending() {
        if (tries.stream().anyMatch(one -> one.ending() == Ending.INVALID)) {
            return Ending.INVALID;
        }
        return tries.isEmpty() ? Ending.UNKNOWN : tries.getLast().ending();
    }

    /** Whether some tries were valid and others not. */
    public boolean isFlaky() {
        long valid = count(Ending.VALID);
        return valid > 0 && valid < tries.size();
    }

    /** What it adds to the ending of the suite: nothing while it is in quarantine. */
    public Ending counted() {
        return quarantine.isPresent() ? Ending.VALID : ending();
    }

    /** Whether there is a run of it that a person should look at. */
    public boolean tells() {
        return !tries.isEmpty() && (ending() != Ending.VALID || isFlaky());
    }

    /** The try that says most: of the worst ending, the first. */
    public Optional<CellTry> telling() {
        return tries.stream().reduce((one, next) -> next.ending().compareTo(one.ending()) > 0 ? next : one);
    }

    /** The sentence to read first. */
    public String reason() {
        return omission.map(Omission::reason)
                .orElseGet(() -> telling().orElseThrow().reason());
    }

    /** How it ended, in words: "invalid", "flaky: invalid in 1 of 2 tries", "quarantined: unknown". */
    public String word() {
        String plain = omission.isPresent() ? "not run" : ending().word();
        if (isFlaky()) {
            Ending worst = telling().orElseThrow().ending();
            plain = "flaky: " + worst.word() + " in " + count(worst) + " of " + tries.size() + " tries";
        }
        return quarantine.isPresent() ? "quarantined: " + plain : plain;
    }

    /** Of all tries together. */
    public double seconds() {
        return tries.stream().mapToDouble(CellTry::seconds).sum();
    }

    /** What sort of failure it is: of all tries that ended worst, in the order of the alphabet. */
    public SequencedSet<String> kinds() {
        TreeSet<String> kinds = new TreeSet<>();
        telling()
                .ifPresent(worst -> tries.stream()
                        .filter(one -> one.ending() == worst.ending())
                        .forEach(one -> kinds.addAll(one.kinds())));
        return kinds;
    }

    /** The same, in the light of a baseline. */
    public CellReport since(Since newSince) {
        return new CellReport(scenario, variant, seed, tries, omission, quarantine, Optional.of(newSince));
    }

    private long count(Ending ending) {
        return tries.stream().filter(one -> one.ending() == ending).count();
    }
}
