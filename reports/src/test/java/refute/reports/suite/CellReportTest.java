package refute.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CellReportTest {
    static CellReport cell(Ending... endings) {
        return new CellReport(
                "kv",
                "kv nodes=3",
                7,
                Stream.of(endings)
                        .map(ending -> new CellTry(
                                ending,
                                "because it is " + ending.word(),
                                ending == Ending.VALID ? List.of() : List.of("kind " + ending.word()),
                                1.5,
                                "store/kv/" + ending.word(),
                                "./refute run kv --seed 7"))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static CellReport quarantined(CellReport cell) {
        return new CellReport(
                cell.scenario(),
                cell.variant(),
                cell.seed(),
                cell.tries(),
                cell.omission(),
                Optional.of("in quarantine until 2027-01-31: known"),
                cell.since());
    }

    static CellReport omitted(Omission why) {
        return new CellReport("kv", "kv nodes=3", 8, List.of(), Optional.of(why), Optional.empty(), Optional.empty());
    }

    @Test
    void a_retry_that_passes_does_not_take_a_witness_away() {
        CellReport cell = cell(Ending.INVALID, Ending.VALID);

        assertThat(cell.ending()).isEqualTo(Ending.INVALID);
        assertThat(cell.isFlaky()).isTrue();
        assertThat(cell.word()).isEqualTo("flaky: invalid in 1 of 2 tries");
        assertThat(cell.reason()).isEqualTo("because it is invalid");
    }

    @Test
    void a_retry_that_passes_answers_what_was_unknown_and_is_told_as_flaky() {
        CellReport cell = cell(Ending.UNKNOWN, Ending.VALID);

        assertThat(cell.ending()).isEqualTo(Ending.VALID);
        assertThat(cell.isFlaky()).isTrue();
        assertThat(cell.tells()).isTrue();
        assertThat(cell.word()).isEqualTo("flaky: unknown in 1 of 2 tries");
    }

    @Test
    void a_retry_that_finds_a_witness_makes_it_invalid() {
        assertThat(cell(Ending.UNKNOWN, Ending.INVALID, Ending.UNKNOWN).ending())
                .isEqualTo(Ending.INVALID);
    }

    @Test
    void in_quarantine_nothing_counts_and_all_is_told() {
        CellReport cell = quarantined(cell(Ending.INVALID));

        assertThat(cell.counted()).isEqualTo(Ending.VALID);
        assertThat(cell.tells()).isTrue();
        assertThat(cell.word()).isEqualTo("quarantined: invalid");
    }

    @Test
    void what_was_not_run_is_unknown() {
        assertThat(omitted(Omission.BUDGET).ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(omitted(Omission.BUDGET).reason()).contains("budget");
    }

    @Test
    void a_cell_is_named_within_its_scenario_by_what_was_chosen() {
        assertThat(cell(Ending.VALID).id()).isEqualTo("kv nodes=3 seed=7");
        assertThat(cell(Ending.VALID).name()).isEqualTo("nodes=3 seed=7");
    }
}
