package refute.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Ending;
import refute.reports.suite.Omission;
import refute.reports.suite.SuiteReport;

/** Results, there and back, and what is left of them. */
class StoredSuiteTest {
    private static final CellReport INVALID = new CellReport(
            "kv",
            "kv nodes=3",
            1,
            List.of(
                    new CellTry(Ending.UNKNOWN, "too little", List.of("unknown by load"), 2, "store/kv/1", "again"),
                    new CellTry(
                            Ending.INVALID, "stale: \"\n\u0000", List.of("linearizable: x"), 4, "store/kv/2", "again")),
            Optional.empty(),
            Optional.of("in quarantine until 2027-01-31: known"),
            Optional.of(CellReport.Since.NEW));
    private static final CellReport OMITTED = new CellReport(
            "kv", "kv nodes=3", 2, List.of(), Optional.of(Omission.FAIL_FAST), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private static Plan plan(Shard shard, CellReport... cells) {
        return new Plan(
                "nightly",
                "00c0ffee",
                shard,
                List.of(cells).stream()
                        .map(cell -> new Plan.Planned(cell.scenario(), cell.variant(), cell.seed(), cell.quarantine()))
                        .toList(),
                2,
                Instant.EPOCH,
                new LinkedHashMap<>());
    }

    private Path written(String name, Plan plan, CellReport... cells) throws IOException {
        try (Results results = Results.begin(folder.resolve(name), plan)) {
            for (CellReport cell : cells) {
                results.add(cell);
            }
            results.end(new SuiteReport(
                    "nightly", Instant.EPOCH, 9, new LinkedHashMap<>(), List.of(cells), List.of(), true));
        }
        return folder.resolve(name);
    }

    @Test
    void what_is_written_is_read_back() throws IOException {
        Path path = written("all", plan(Shard.WHOLE, INVALID, OMITTED), INVALID, OMITTED);

        StoredSuite stored = StoredSuite.read(path);

        assertThat(stored.cells()).containsExactly(INVALID, OMITTED);
        assertThat(stored.plan()).isEqualTo(plan(Shard.WHOLE, INVALID, OMITTED));
        assertThat(stored.seconds()).contains(9.0);
    }

    @Test
    void a_harness_that_was_killed_leaves_what_had_ended_and_the_rest_is_lost() throws IOException {
        Path path = written("all", plan(Shard.WHOLE, INVALID, OMITTED), INVALID, OMITTED);
        Path file = path.resolve("results.ndjson");
        List<String> lines = Files.readAllLines(file);
        Files.writeString(
                file, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 30));

        StoredSuite stored = StoredSuite.read(path);

        assertThat(stored.cells().getFirst()).isEqualTo(INVALID);
        assertThat(stored.cells().getLast().omission()).contains(Omission.LOST);
        assertThat(stored.seconds()).isEmpty();
        assertThat(Merged.read(List.of(path), Baseline.NONE).report().notes())
                .containsExactly("shard 1/1 was killed before its end");
    }

    @Test
    void what_are_no_results_is_refused_with_the_line() throws IOException {
        Path path = written("all", plan(Shard.WHOLE, INVALID), INVALID);
        Path file = path.resolve("results.ndjson");
        String text = Files.readString(file);

        for (String bad : List.of(
                "",
                "[]",
                "garbage",
                "{}",
                text.replace("\"version\":1", "\"version\":2"),
                text.replace("\"version\":1", "\"version\":\"1\""),
                text.replace("1970-01-01", "1970-02-31"),
                text.replace("\"1/1\"", "\"2/1\""),
                text.replace("\"tries\":", "\"tires\":"))) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> StoredSuite.read(path))
                    .as(bad)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("results.ndjson");
        }
        assertThatThrownBy(() -> StoredSuite.read(folder.resolve("none"))).isInstanceOf(BadInput.class);
    }

    @Test
    void shards_of_one_suite_are_merged_and_others_refused() throws IOException {
        Path one = written("1", plan(new Shard(1, 2), INVALID), INVALID);
        Path two = written("2", plan(new Shard(2, 2), OMITTED), OMITTED);
        Path other = written("3", plan(new Shard(1, 3), OMITTED), OMITTED);

        SuiteReport merged = Merged.read(List.of(two, one), Baseline.NONE).report();

        assertThat(merged.cells()).containsExactly(INVALID, OMITTED);
        assertThat(merged.notes()).isEmpty();
        assertThat(merged.complete()).isTrue();
        assertThatThrownBy(() -> Merged.read(List.of(one, other, folder.resolve("none")), Baseline.NONE))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.problems()).hasSize(2));
        SuiteReport half = Merged.read(List.of(two), Baseline.NONE).report();
        assertThat(half.ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(half.notes()).containsExactly("shard 1/2 is missing", "1 of 2 cells are in no shard that is here");
    }

    @Test
    void a_failure_is_known_by_its_kind_whatever_the_seed() throws IOException {
        Baseline baseline = Baseline.read(List.of(written("all", plan(Shard.WHOLE, INVALID), INVALID)));

        assertThat(baseline.compared(failed("kv nodes=3", "linearizable: x")).since())
                .contains(CellReport.Since.KNOWN);
        assertThat(baseline.compared(failed("kv nodes=3", "linearizable: y")).since())
                .contains(CellReport.Since.NEW);
        assertThat(baseline.compared(failed("kv nodes=5", "linearizable: x")).since())
                .contains(CellReport.Since.NEW);
        assertThat(baseline.compared(OMITTED).since()).isEmpty();
        assertThat(Baseline.NONE.compared(failed("kv", "x")).since()).isEmpty();
    }

    @Test
    void the_past_of_a_cell_is_that_of_one_try_or_else_that_of_its_like() throws IOException {
        Baseline baseline = Baseline.read(List.of(written("all", plan(Shard.WHOLE, INVALID), INVALID)));

        assertThat(baseline.seconds(cell("kv nodes=3", 1))).hasValue(3);
        assertThat(baseline.seconds(cell("kv nodes=3", 99))).hasValue(3);
        assertThat(baseline.seconds(cell("kv nodes=7", 99))).hasValue(3);
        assertThat(Baseline.NONE.seconds(cell("kv nodes=3", 1))).isEmpty();
    }

    private static Cell cell(String variant, long seed) {
        return new Cell(new Variant("kv", 1, variant, new LinkedHashMap<>()), seed);
    }

    private static CellReport failed(String variant, String kind) {
        return new CellReport(
                "kv",
                variant,
                42,
                List.of(new CellTry(Ending.INVALID, "so it is", List.of(kind), 1, "", "")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
