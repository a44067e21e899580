package refute.systems.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.nemeses.crash.CrashReport;
import refute.nemeses.crash.CrashSearch;
import refute.nemeses.crash.DiskOperation;
import refute.nemeses.crash.PersistenceModel;
import refute.nemeses.crash.Sampling;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/** J4, J5, J7: what crashes leave of a tree. */
class TreeCrashesTest {
    private static final Sampling EVERY = new Sampling(1 << 16, 0, new Seed(1));

    private static CrashReport search(TreeScript script, Mutants mutants, PersistenceModel model, Sampling sampling)
            throws IOException {
        TreeCrashes crashes = new TreeCrashes(script, mutants);
        return new CrashSearch(crashes, model, sampling, () -> true).search(crashes.trace());
    }

    private static TreeScript three(RandomGenerator random) {
        List<TreeOperation> all = List.of(
                new TreeOperation.Put("a", 5),
                new TreeOperation.Put("b", 700),
                new TreeOperation.Remove("a"),
                new TreeOperation.Flush());
        return new TreeScript(random.ints(3, 0, all.size()).mapToObj(all::get).toList());
    }

    @Test
    void every_image_of_a_short_trace_recovers_as_promised() throws IOException {
        RandomGenerator random = new Seed(3).random();
        long images = 0;
        for (int i = 0; i < 60; i++) {
            CrashReport report = search(three(random), Mutants.NONE, PersistenceModel.POSIX, EVERY);
            assertThat(report.failure()).isEmpty();
            assertThat(report.complete()).isTrue();
            images += report.images();
        }
        assertThat(images).isGreaterThan(500);
    }

    @Test
    void every_image_of_scripts_with_all_operations_recovers_under_both_models() throws IOException {
        for (int i = 0; i < 25; i++) {
            TreeScript script = TreeScript.of(new Seed(i), 30);
            assertThat(search(script, Mutants.NONE, PersistenceModel.POSIX, EVERY)
                            .failure())
                    .isEmpty();
            assertThat(search(script, Mutants.NONE, PersistenceModel.JOURNAL, EVERY)
                            .failure())
                    .isEmpty();
            assertThat(search(script, Mutants.NONE, PersistenceModel.KILL, EVERY)
                            .failure())
                    .isEmpty();
        }
    }

    @Test
    void a_crash_at_every_step_of_a_recovery_recovers() throws IOException {
        for (int i = 0; i < 6; i++) {
            CrashReport report = search(
                    TreeScript.of(new Seed(100 + i), 25),
                    Mutants.NONE,
                    PersistenceModel.POSIX,
                    new Sampling(64, 3, new Seed(i)));
            assertThat(report.failure()).isEmpty();
        }
    }

    @Test
    void segments_that_are_used_again_recover() throws IOException {
        for (int i = 0; i < 6; i++) {
            TreeCrashes crashes = new TreeCrashes(TreeScript.of(new Seed(200 + i), 400), Mutants.NONE);
            CrashReport report = new CrashSearch(
                            crashes, PersistenceModel.POSIX, new Sampling(24, 0, new Seed(i)), () -> true)
                    .search(crashes.trace());
            assertThat(report.failure()).isEmpty();
            long written = crashes.trace().steps().stream()
                    .map(step -> step.operation() instanceof DiskOperation.Write write ? write.bytes().length : 0)
                    .mapToLong(Integer::longValue)
                    .sum();
            assertThat((long) crashes.left().get("log").length).isLessThan(written);
        }
    }

    @Test
    void a_failing_image_says_what_was_lost() throws IOException {
        CrashReport report = search(
                new TreeScript(List.of(new TreeOperation.Put("a", 5), new TreeOperation.Flush())),
                Mutants.of(Mutant.T01),
                PersistenceModel.POSIX,
                EVERY);

        assertThat(report.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).contains("2 were promised");
            assertThat(failure.image().lost()).hasSize(1).first().asString().contains("log");
        });
    }
}
