package refute.cli;

import java.time.Duration;
import java.util.List;
import refute.harness.Seed;
import refute.harness.system.LibraryUnderTest;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.harness.system.Mutant;

/** Trials of a library, which brings its judges along. */
record LibraryTrials(LibraryUnderTest library, Seed seed) implements MutantTrials {
    @Override
    public List<Mutant> mutants() {
        return library.mutants();
    }

    @Override
    public List<Judge> judges() {
        return library.judges();
    }

    @Override
    public Scorecard.Trial trial(Mutant mutant, Judge judge, Duration within) throws InterruptedException {
        long begun = System.nanoTime();
        LibraryUnderTest.Hunt hunt =
                library.hunt(mutant.id(), judge.name(), seed, () -> System.nanoTime() - begun < within.toNanos());
        return new Scorecard.Trial(
                mutant.id(),
                mutant.description(),
                judge.name(),
                hunt.trials(),
                (System.nanoTime() - begun) / 1e9,
                hunt.found().map(find -> new Scorecard.Kill(hunt.trials() - 1, find.seed(), "", find.sentence())));
    }
}
