package refute.systems.tree;

import java.io.IOException;
import refute.harness.Seed;
import refute.nemeses.crash.CrashReport;
import refute.nemeses.crash.CrashSearch;
import refute.nemeses.crash.PersistenceModel;
import refute.nemeses.crash.Sampling;
import refute.tree.mutant.Mutants;

/** Executes a script, and recovers from what crashes leave of it. Every third script is long enough for segments to be used again. */
record CrashJudge(String name, String description, PersistenceModel model, int recoveries) implements TreeJudge {
    private static final int SHORT = 40;
    private static final int LONG = 300;
    private static final int IMAGES_OF_A_STEP = 128;

    @Override
    public String look(Seed seed, Mutants mutants) throws IOException {
        int length = seed.at(0, 3) == 0 ? LONG : SHORT;
        TreeCrashes crashes = new TreeCrashes(TreeScript.of(seed.substream("script"), length), mutants);
        CrashReport report = new CrashSearch(
                        crashes, model, new Sampling(IMAGES_OF_A_STEP, recoveries, seed), () -> true)
                .search(crashes.trace());
        return report.failure()
                .map(failure -> failure.reason() + " (step " + failure.image().steps() + " of "
                        + crashes.trace().steps().size() + "; " + lost(failure) + ")")
                .orElse("");
    }

    private static String lost(CrashReport.Failure failure) {
        return failure.image().lost().isEmpty()
                ? "nothing was lost"
                : String.join(", ", failure.image().lost());
    }
}
