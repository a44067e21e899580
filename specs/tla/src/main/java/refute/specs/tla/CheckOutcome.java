package refute.specs.tla;

import refute.harness.check.Verdict;

/**
 * What came of a model check, and how far it came.
 *
 * @param finding what it found
 * @param figures at its end
 */
public record CheckOutcome(Finding finding, Figures figures) {
    public Verdict verdict() {
        return finding.verdict();
    }
}
