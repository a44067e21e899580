package refute.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import refute.harness.check.Verdict;

class ScenarioRunsTest {
    private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void the_matrix_has_the_variant_that_ran_last_first_and_seeds_in_their_order() {
        ScenarioRuns runs = runs("3.5 7 valid", "3.5 3 valid", "3.6 7 invalid", "3.5 7 invalid");
        assertThat(runs.variants()).containsExactly("3.5", "3.6");
        assertThat(runs.seeds(10)).containsExactly(3L, 7L);
        assertThat(runs.at("3.5", 7)).extracting(RunLine::verdict).containsExactly(Verdict.INVALID, Verdict.VALID);
        assertThat(runs.at("3.6", 3)).isEmpty();
    }

    @Test
    void of_too_many_seeds_those_that_ran_last_are_kept() {
        assertThat(runs("3.5 9 valid", "3.5 1 valid", "3.5 5 valid").seeds(2)).containsExactly(1L, 5L);
    }

    @Test
    void scenarios_are_told_apart_by_name_and_world() {
        List<RunLine> runs = List.of(line("b", "processes", 1), line("a", "processes", 2), line("a", "containers", 3));
        assertThat(ScenarioRuns.of(runs))
                .extracting(one -> one.name() + " " + one.world())
                .containsExactly("a containers", "a processes", "b processes");
    }

    @Test
    void the_same_that_ends_in_different_ways_is_flaky_and_other_settings_are_not_the_same() {
        ScenarioRuns runs = runs(
                "3.5 7 valid",
                "3.5 7 invalid",
                "3.5 8 valid",
                "3.5 8 valid",
                "3.6 7 invalid",
                "3.6 7 ...",
                "3.5 9 valid");
        assertThat(runs.flakiness()).isEqualTo(new ScenarioRuns.Flakiness(2, 1));
        assertThat(ScenarioRuns.isFlaky(runs.at("3.5", 7))).isTrue();
        assertThat(ScenarioRuns.isFlaky(runs.at("3.5", 8))).isFalse();
        assertThat(ScenarioRuns.isFlaky(runs.at("3.6", 7))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "valid                 | valid in the only run",
                "valid valid           | valid in all 2 runs",
                "valid valid invalid   | invalid in the last run, valid in the 2 before",
                "invalid valid valid   | valid in the last 2 runs, invalid in the one before",
                "valid unknown invalid | invalid in the last run, unknown in the one before",
                "valid ...             | valid in the only run",
                "...                   | no run has ended"
            })
    void the_trend_in_words(String verdicts, String words) {
        String[] runs = verdicts.split(" ");
        for (int n = 0; n < runs.length; n++) {
            runs[n] = "3.5 " + n + " " + runs[n];
        }
        assertThat(runs(runs).trend()).isEqualTo(words);
    }

    @Test
    void runs_that_go_on_count_by_themselves() {
        ScenarioRuns runs = runs("3.5 7 valid", "3.5 7 ...", "3.5 8 unknown");
        assertThat(runs.open()).isEqualTo(1);
        assertThat(runs.count(Verdict.UNKNOWN)).isEqualTo(1);
    }

    /** Each "variant seed verdict", in the order in which they began; "..." has not ended. */
    private static ScenarioRuns runs(String... texts) {
        List<RunLine> lines = new ArrayList<>();
        for (String text : texts) {
            String[] words = text.split(" ");
            lines.add(line(lines.size(), words[0], Long.parseLong(words[1]), words[2]));
        }
        return new ScenarioRuns("etcd-register", "processes", lines);
    }

    private static RunLine line(int n, String variant, long seed, String verdict) {
        Instant started = BEGIN.plusSeconds(60L * n);
        boolean open = verdict.equals("...");
        return new RunLine(
                "etcd-register/" + n,
                "etcd-register",
                "processes",
                variant,
                seed,
                variant + " " + seed,
                open ? Verdict.UNKNOWN : Verdict.valueOf(verdict.toUpperCase(java.util.Locale.ROOT)),
                "",
                started,
                open ? Optional.empty() : Optional.of(started.plusSeconds(30)),
                100);
    }

    private static RunLine line(String scenario, String world, long seed) {
        return new RunLine(
                scenario + "/" + seed,
                scenario,
                world,
                "3.5",
                seed,
                "",
                Verdict.VALID,
                "",
                BEGIN,
                Optional.of(BEGIN),
                0);
    }
}
