package refute.reports;

import java.time.Instant;
import java.util.Optional;
import refute.harness.check.Verdict;

/**
 * What an index tells of one run.
 *
 * @param folder of the run, relative to where the index stands, with slashes
 * @param scenario its name
 * @param world where it ran
 * @param variant of the system: its version, and the mutant and settings that it ran with
 * @param seed the origin of its choices
 * @param settings a text that two runs have in common if they had the same scenario, seed, versions and code
 * @param verdict of all checkers together; unknown while there is none
 * @param reason the one sentence to read first; untrusted
 * @param started when
 * @param ended when; empty if it goes on, or was cut short and never judged
 * @param operations how many there were; 0 while that is not known
 */
public record RunLine(
        String folder,
        String scenario,
        String world,
        String variant,
        long seed,
        String settings,
        Verdict verdict,
        String reason,
        Instant started,
        Optional<Instant> ended,
        long operations) {

    public boolean hasEnded() {
        return ended.isPresent();
    }
}
