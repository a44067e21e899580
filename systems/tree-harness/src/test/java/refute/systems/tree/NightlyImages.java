package refute.systems.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.nemeses.crash.CrashReport;
import refute.nemeses.crash.CrashSearch;
import refute.nemeses.crash.PersistenceModel;
import refute.nemeses.crash.Sampling;
import refute.tree.mutant.Mutants;

/**
 * Ten million crash images of the tree as it should be: {@code mvn -pl systems/tree-harness test -Dtest=NightlyImages}, with {@code -Drefute.images=N} for
 * another number, {@code -Drefute.minutes=N} for a bound, and {@code -Drefute.seed=N} to go on elsewhere. Not among the tests of every build: its name does not end with
 * "Test".
 */
class NightlyImages {
    private static final long IMAGES = Long.getLong("refute.images", 10_000_000);
    private static final Duration WITHIN = Duration.ofMinutes(Long.getLong("refute.minutes", 600));
    private static final Seed SEED = new Seed(Long.getLong("refute.seed", 1));
    private static final int[] LENGTHS = {15, 40, 300};
    private static final int[] IMAGES_OF_A_STEP = {64, 2048};

    /** One script in three crashes in its recovery, too. */
    private static final int RECOVERIES = 4;

    @Test
    void all_of_them_recover_to_what_was_promised() throws IOException {
        long begun = System.nanoTime();
        long images = 0;
        long complete = 0;
        long scripts = 0;
        for (; images < IMAGES && System.nanoTime() - begun < WITHIN.toNanos(); scripts++) {
            Seed seed = SEED.substream(scripts);
            int length = LENGTHS[seed.at(0, LENGTHS.length)];
            Sampling sampling = new Sampling(
                    IMAGES_OF_A_STEP[seed.at(1, IMAGES_OF_A_STEP.length)], seed.at(2, 3) == 0 ? RECOVERIES : 0, seed);
            TreeCrashes crashes = new TreeCrashes(TreeScript.of(seed, length), Mutants.NONE);
            CrashReport report =
                    new CrashSearch(crashes, PersistenceModel.POSIX, sampling, () -> true).search(crashes.trace());
            assertThat(report.failure())
                    .as("script %d of seed %s", scripts, SEED)
                    .isEmpty();
            images += report.images();
            complete += report.complete() ? 1 : 0;
            if (scripts % 200 == 199) {
                say(images, scripts + 1, complete, begun);
            }
        }
        say(images, scripts, complete, begun);
    }

    private static void say(long images, long scripts, long complete, long begun) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%,d images of %,d scripts, %,d of them complete, in %,.0f s: %,.0f a second; none failed%n",
                images, scripts, complete, seconds, images / seconds);
    }
}
