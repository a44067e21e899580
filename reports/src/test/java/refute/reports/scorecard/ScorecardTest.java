package refute.reports.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import refute.harness.system.LibraryUnderTest.Judge;
import refute.reports.html.ScorecardReport;
import refute.reports.markdown.ScorecardMarkdown;
import refute.reports.scorecard.Scorecard.Kill;
import refute.reports.scorecard.Scorecard.Trial;

class ScorecardTest {
    private static final Judge OUTSIDE = new Judge("outside", "what clients see");
    private static final Judge INSIDE = new Judge("inside", "invariants");

    private static Trial trial(String mutant, Judge judge, double seconds, String sentence) {
        return new Trial(
                mutant,
                "does <b>wrong</b> | so",
                judge.name(),
                40,
                seconds,
                sentence.isEmpty() ? Optional.empty() : Optional.of(new Kill(3, 77, "abc", sentence)));
    }

    private static Scorecard card(Trial... trials) {
        return new Scorecard("kv", 5, List.of(OUTSIDE, INSIDE), List.of(trials));
    }

    private static final Scorecard CARD = card(
            trial("", OUTSIDE, 9, ""),
            trial("", INSIDE, 8, ""),
            trial("M01", OUTSIDE, 4, "linearizable: <script>alert(1)</script>"),
            trial("M01", INSIDE, 0.25, "I4: two entries"),
            trial("M02", OUTSIDE, 9, ""),
            trial("M02", INSIDE, 2, "I5: differs"),
            trial("M03", OUTSIDE, 9, ""),
            trial("M03", INSIDE, 9, ""));

    @Test
    void it_comes_to_the_first_of_all_judges_and_to_each() {
        assertThat(Standing.of(CARD))
                .extracting(Standing::sentence)
                .containsExactly(
                        "2 of 3 mutants killed, median 2.0 s, worst 2.0 s; survived: M03; without a mutant 80 trials without a finding",
                        "1 of 3 mutants killed, median 4.0 s, worst 4.0 s; survived: M02, M03; without a mutant 40 trials without a finding",
                        "2 of 3 mutants killed, median 2.0 s, worst 2.0 s; survived: M03; without a mutant 40 trials without a finding");
    }

    @Test
    void a_system_that_is_accused_though_nothing_is_wrong_with_it_is_said_so() {
        Scorecard accusing = card(trial("", OUTSIDE, 1, "linearizable: no"), trial("", INSIDE, 1, ""));

        assertThat(Standing.of(accusing).getFirst().sentence())
                .isEqualTo("no mutant was tried; without a mutant 79 trials without a finding, and accused, wrongly");
        assertThat(ScorecardReport.page(accusing)).contains("✗ accused, 1.0 s");
    }

    @Test
    void the_page_shows_each_mutant_with_each_judge_and_no_markup_of_others() {
        String page = ScorecardReport.page(CARD);

        assertThat(page)
                .contains("<th scope=\"row\">M01</th>", "✓ killed, 0.3 s", "✗ survived, 9.0 s", "✓ clean, 8.0 s")
                .contains("trial 4, seed 77", "linearizable; I4")
                .contains("&lt;script&gt;alert(1)")
                .contains("default-src 'none'")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void the_table_has_a_line_for_each_mutant() {
        assertThat(ScorecardMarkdown.of(CARD).lines())
                .contains("- outside: what clients see")
                .anyMatch(line -> line.startsWith(
                        "| M01: does &lt;b&gt;wrong&lt;/b&gt; \\| so | killed by seed 77, trial 4, 4.0 s |"))
                .anyMatch(line -> line.startsWith("| none: ") && line.contains("clean in 40 trials, 8.0 s"));
    }

    @Test
    void the_fields_of_a_trial_say_how_to_repeat_a_kill() {
        assertThat(ScorecardText.fields(CARD.trials().get(3)))
                .containsEntry("mutant", "M01")
                .containsEntry("killed", true)
                .containsEntry("seed", 77L)
                .containsEntry("hash", "abc")
                .containsEntry("reason", "I4: two entries");
    }
}
