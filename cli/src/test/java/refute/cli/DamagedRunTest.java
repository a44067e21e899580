package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.HistoryFile;
import refute.harness.history.HistoryWriter;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;

/** Run folders to which something has happened, before the commands that read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedRunTest extends OnTheCommandLine {
    private static final int BAD_INPUT = 254;
    private static final int HUGE = 500_000;

    private Path scratch;
    private FailedRun failed;
    private Path run;
    private int copies;

    @BeforeAll
    void once(@TempDir Path folder) throws IOException {
        scratch = folder;
        failed = new FailedRun(Files.createDirectories(scratch.resolve("original")));
    }

    @BeforeEach
    void copy() throws IOException {
        run = failed.copy(scratch.resolve("run-" + copies++));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check", "replay"})
    void a_record_that_is_cut_is_refused_with_the_place(String verb) throws IOException {
        Path record = run.resolve("run.json");
        String text = Files.readString(record);
        Files.writeString(record, text.substring(0, text.length() / 2));

        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);

        assertThat(err.toString())
                .containsPattern("run\\.json:\\d+:\\d+: is no JSON")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"report, ''", "check, ''", "replay, ''", "report, '[]'", "check, '7'", "replay, '{}'"})
    void a_record_of_something_else_is_refused(String verb, String text) throws IOException {
        Files.writeString(run.resolve("run.json"), text);

        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);

        assertThat(err.toString()).contains("run.json").doesNotContain("\tat ", "harness failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check", "replay"})
    void a_run_of_a_newer_refute_is_refused_with_what_to_do(String verb) throws IOException {
        Path record = run.resolve("run.json");
        Files.writeString(record, Files.readString(record).replaceFirst("\"version\" : 1", "\"version\" : 99"));

        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);

        assertThat(err.toString()).contains("has version 99", "or a newer one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check", "replay"})
    void a_history_of_a_newer_refute_is_refused_with_what_to_do(String verb) throws IOException {
        byte[] history = Files.readAllBytes(run.resolve(HistoryFile.NAME));
        history[6] = 99;
        Files.write(run.resolve(HistoryFile.NAME), history);

        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);

        assertThat(err.toString()).contains("has version 99 of the history format");
    }

    @Test
    void a_run_that_was_renamed_and_moved_is_still_one() throws IOException {
        Path moved = Files.createDirectories(scratch.resolve("else where")).resolve("what I found <b> 'x' \"y\"");
        Files.move(run, moved);

        assertThat(refuteAfresh("report", moved.toString())).as(err.toString()).isZero();
        assertThat(refuteAfresh("check", moved.toString())).as(err.toString()).isEqualTo(1);
        assertThat(refuteAfresh("replay", moved.toString())).as(err.toString()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check", "replay"})
    void a_folder_without_rights_is_refused_with_what_to_do(String verb) throws IOException {
        assumeTrue(
                !"root".equals(System.getProperty("user.name")), "root may read everything: run it as somebody else");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("---------"));
        try {
            assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);
            assertThat(err.toString()).contains("may not be read");
        } finally {
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check", "replay"})
    void a_history_that_is_a_folder_or_not_there_is_refused(String verb) throws IOException {
        Path history = run.resolve(HistoryFile.NAME);
        Files.delete(history);

        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);
        assertThat(err.toString()).contains(HistoryFile.NAME + ": there is no such file");

        Files.createDirectory(history);
        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);
        assertThat(err.toString()).contains(HistoryFile.NAME).doesNotContain("harness failed");
    }

    @Test
    void a_report_that_cannot_be_written_says_where() throws IOException {
        Files.delete(run.resolve("report.html"));
        Files.writeString(Files.createDirectory(run.resolve("report.html")).resolve("x"), "in the way");

        assertThat(refuteAfresh("report", run.toString())).isEqualTo(BAD_INPUT);

        assertThat(err.toString()).contains("report.html: cannot be written").doesNotContain("harness failed");
    }

    @Test
    void a_history_that_is_cut_is_reported_and_judged_as_far_as_it_goes() throws IOException {
        byte[] history = Files.readAllBytes(run.resolve(HistoryFile.NAME));
        Files.write(run.resolve(HistoryFile.NAME), Arrays.copyOf(history, history.length - 5));

        assertThat(refuteAfresh("report", run.toString())).as(err.toString()).isZero();
        assertThat(err.toString()).contains("a record cut in its middle");
        assertThat(refuteAfresh("check", run.toString())).isIn(0, 1, 2);
        assertThat(err.toString()).contains("a record cut in its middle");
        assertThat(refuteAfresh("replay", run.toString())).as(err.toString()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check", "replay"})
    void a_history_that_is_damaged_in_its_middle_is_refused_with_the_place(String verb) throws IOException {
        byte[] history = Files.readAllBytes(run.resolve(HistoryFile.NAME));
        history[history.length / 2] ^= 0x55;
        Files.write(run.resolve(HistoryFile.NAME), history);

        assertThat(refuteAfresh(verb, run.toString())).isEqualTo(BAD_INPUT);

        assertThat(err.toString()).contains("is damaged in the block at byte");
    }

    @Test
    void an_empty_history_has_a_report_that_says_so_and_is_not_valid() throws IOException {
        Files.write(run.resolve(HistoryFile.NAME), new byte[0]);

        assertThat(refuteAfresh("report", run.toString())).as(err.toString()).isZero();
        assertThat(err.toString()).contains("nothing was recorded");
        assertThat(Files.readString(run.resolve("report.html"))).contains("No operation was recorded.");
        assertThat(refuteAfresh("check", run.toString())).as(out.toString()).isNotZero();
    }

    @Test
    void a_huge_history_has_a_report_within_a_bound() throws IOException {
        Path history = run.resolve(HistoryFile.NAME);
        Files.delete(history);
        try (HistoryWriter writer = HistoryWriter.create(history, () -> 0)) {
            for (int n = 0; n < HUGE; n++) {
                Value value = Value.of(n);
                ProcessId process = new ProcessId(0);
                writer.append(Entry.invoke(2 * n, n * 2_000L, process, "write", Value.of("r1"), value));
                writer.append(new Entry(
                        2 * n + 1, n * 2_000L + 1_000, process, EntryKind.OK, "write", Value.of("r1"), value, 0, ""));
            }
        }

        assertThat(refuteAfresh("report", run.toString())).as(err.toString()).isZero();

        assertThat(Files.size(run.resolve("report.html"))).isLessThan(1_000_000);
        assertThat(Files.readString(run.resolve("report.html"))).contains("500,000 operations");
    }

    @Test
    void a_run_that_goes_on_has_a_report_that_says_that_it_is_incomplete() throws IOException {
        withoutOutcome(run);

        assertThat(refuteAfresh("report", run.toString(), "--json"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("\"incomplete\":true");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("This run had not ended when the report was made: what follows is incomplete.");
        assertThat(Files.readString(run.resolve("report.json"))).contains("\"incomplete\" : true");
    }

    @Test
    void a_trace_that_is_too_long_to_be_drawn_is_said_to_be() throws IOException {
        // Sparse: it takes no room.
        try (RandomAccessFile trace =
                new RandomAccessFile(run.resolve("trace.ndjson").toFile(), "rw")) {
            trace.setLength(600L << 20);
        }

        assertThat(refuteAfresh("report", run.toString())).isZero();

        assertThat(run.resolve("report.html"))
                .content()
                .contains("trace.ndjson has 600 MB; a report reads 512 MB at most");
    }

    /** As it is while a run goes on: the history grows in its last block, and there is no outcome. */
    static void withoutOutcome(Path run) throws IOException {
        RunFolder folder = RunFolder.open(run);
        RunRecord record = folder.record();
        folder.write(new RunRecord(record.scenario(), record.origin(), record.started(), Optional.empty()));
        byte[] history = Files.readAllBytes(run.resolve(HistoryFile.NAME));
        Files.write(run.resolve(HistoryFile.NAME), Arrays.copyOf(history, history.length - 5));
    }
}
