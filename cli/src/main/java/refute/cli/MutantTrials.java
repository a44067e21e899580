package refute.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.harness.system.Mutant;
import refute.reports.scorecard.Scorecard;

/** What a scorecard is made of: mutants, judges, and one judge's look at one mutant. */
interface MutantTrials {
    /** Returns all seeded bugs. */
    List<Mutant> mutants();

    /** Returns who can look for them. */
    List<Judge> judges();

    /** Lets a judge look for so long, or until it has found something. */
    Scorecard.Trial trial(Mutant mutant, Judge judge, Duration within) throws InterruptedException, IOException;
}
