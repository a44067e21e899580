package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import refute.harness.Seed;
import refute.harness.system.LibraryUnderTest;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.harness.system.Mutant;
import refute.reports.scorecard.Scorecard;

/** Trials of a library, which brings its judges along. */
record LibraryTrials(LibraryUnderTest library, Seed seed, Path out) implements MutantTrials {
    @Override
    public List<Mutant> mutants() {
        return library.mutants();
    }

    @Override
    public List<Judge> judges() {
        return library.judges();
    }

    @Override
    public Scorecard.Trial trial(Mutant mutant, Judge judge, Duration within) throws InterruptedException, IOException {
        long begun = System.nanoTime();
        LibraryUnderTest.Hunt hunt =
                library.hunt(mutant.id(), judge.name(), seed, () -> System.nanoTime() - begun < within.toNanos());
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (hunt.found().isPresent()) {
            keep(mutant, judge, hunt.found().get());
        }
        return new Scorecard.Trial(
                mutant.id(),
                mutant.description(),
                judge.name(),
                hunt.trials(),
                seconds,
                hunt.found().map(find -> new Scorecard.Kill(hunt.trials() - 1, find.seed(), "", find.sentence())));
    }

    /** Writes down what shows the bug, in a folder of the mutant and the judge, from which {@code refute replay} looks at it again. */
    private void keep(Mutant mutant, Judge judge, LibraryUnderTest.Find find) throws IOException {
        Path folder =
                out.resolve("evidence").resolve((mutant.id().isEmpty() ? "none" : mutant.id()) + "-" + judge.name());
        // What an earlier scorecard found there is not this one's evidence.
        UnpackedRun.remove(Files.exists(folder) ? folder : null);
        new Finding(library.name(), mutant.id(), judge.name(), find.seed(), find.sentence(), VersionProvider.revision())
                .write(folder, find.evidence());
    }
}
