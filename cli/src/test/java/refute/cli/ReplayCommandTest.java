package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are executed again: from their folders, from zip files, and from what is left of them. */
class ReplayCommandTest extends OnTheCommandLine {
    /** A failure of the second mutant within half a second of simulated time. */
    private static final String FAILING_SEED = "7";

    @TempDir
    Path folder;

    private Path failedRun() {
        String[] words = {"run", "kv", "--world", "simulation", "--mutant", "M02", "--seed", FAILING_SEED};
        assertThat(refuteAfresh(Stream.concat(Stream.of(words), Stream.of("--out", folder.toString()))
                        .toArray(String[]::new)))
                .as(err.toString())
                .isEqualTo(1);
        return folder.resolve("latest");
    }

    @Test
    void a_simulated_run_repeats_event_for_event() {
        Path run = failedRun();

        assertThat(refuteAfresh("replay", run.toString())).as(err.toString()).isEqualTo(1);

        assertThat(out.toString()).contains("the same run, event for event").contains("node-logs");
    }

    @Test
    void for_programs_it_is_one_object_with_the_hash() {
        Path run = failedRun();

        assertThat(refuteAfresh("replay", run.toString(), "--json")).isEqualTo(1);

        assertThat(out.toString().lines()).singleElement().asString().contains("\"same\":true", "\"hash\":\"");
    }

    @Test
    void a_run_of_which_the_hash_was_another_is_not_called_the_same() throws IOException {
        Path record = failedRun().resolve("run.json");
        String text = Files.readString(record);
        Files.writeString(record, text.replaceAll("\"hash\" : \"[0-9a-f]{4}", "\"hash\" : \"0000"));

        assertThat(refuteAfresh("replay", record.getParent().toString())).isEqualTo(255);

        assertThat(err.toString()).contains("the run went another way");
    }

    @Test
    void other_code_is_told_first_and_is_no_failure_of_refute() throws IOException {
        Path record = failedRun().resolve("run.json");
        String text = Files.readString(record);
        Files.writeString(
                record,
                text.replaceAll("\"hash\" : \"[0-9a-f]{4}", "\"hash\" : \"0000")
                        .replaceAll("\"codeRevision\" : \"[^\"]*\"", "\"codeRevision\" : \"abc\""));

        assertThat(refuteAfresh("replay", record.getParent().toString())).isEqualTo(2);

        assertThat(err.toString()).startsWith("not what made this run: the code was abc");
    }

    @Test
    void it_is_halted_before_an_event_with_the_state_of_all_nodes() {
        Path run = failedRun();

        assertThat(refuteAfresh("replay", run.toString(), "--until", "60")).isZero();

        assertThat(out.toString())
                .contains("halted before event 60", "59 events")
                .contains("n1 ", "n2 ", "n3 ", "in term");
    }

    @Test
    void it_is_halted_after_the_first_event_that_is_described() {
        Path run = failedRun();

        assertThat(refuteAfresh("replay", run.toString(), "--break", "recorded"))
                .isZero();

        assertThat(out.toString())
                .contains("the last of 1 entries of the history")
                .contains("invoke");
    }

    @Test
    void a_run_that_ends_before_it_comes_there_says_so() {
        assertThat(refuteAfresh("replay", failedRun().toString(), "--until", "1000000000"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("the run ended before it came there");
    }

    @Test
    void all_that_is_wrong_with_a_breakpoint_is_told_at_once() {
        assertThat(refuteAfresh("replay", failedRun().toString(), "--until", "0", "--break", "timr on k2 aftr 1s"))
                .isEqualTo(254);

        assertThat(err.toString())
                .contains("0 is no event", "did you mean timer?", "not a node's name", "'aftr' is not understood");
    }

    @Test
    void what_only_fits_real_nodes_is_refused_in_simulation() {
        assertThat(refuteAfresh("replay", failedRun().toString(), "--tries", "3", "--proxy", "builtin"))
                .isEqualTo(254);

        assertThat(err.toString()).contains("--tries", "--proxy");
    }

    @Test
    void a_run_of_a_system_in_this_process_is_tried_several_times() {
        refuteAfresh(
                "run", "atom", "--mutant", "forgets-writes", "--time-limit", "2s", "--seed", "1", "--out", "" + folder);

        assertThat(refuteAfresh("replay", "" + folder.resolve("latest"), "--tries", "2", "--out", "" + folder))
                .as(err.toString())
                .isEqualTo(1);

        assertThat(out.toString()).contains("try 1 of 2: reproduced", "reproduced 2 of 2: stored is invalid");
    }

    @Test
    void a_zip_file_of_a_run_replays() throws IOException {
        Path zip = zip(failedRun(), "some-run/");

        assertThat(refuteAfresh("replay", zip.toString())).as(err.toString()).isEqualTo(1);

        assertThat(out.toString()).contains("the same run, event for event");
    }

    private Path zip(Path run, String prefix) throws IOException {
        Path zip = folder.resolve("run.zip");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.list(run.toRealPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                to.putNextEntry(new ZipEntry(prefix + file.getFileName()));
                Files.copy(file, to);
            }
        }
        return zip;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "/outside.txt", "a/../../outside.txt", "..\\outside.txt"})
    void a_zip_file_does_not_write_outside_of_its_folder(String name) throws IOException {
        Path zip = folder.resolve("evil.zip");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
            to.putNextEntry(new ZipEntry(name));
            to.write("x".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(refuteAfresh("replay", zip.toString())).isEqualTo(254);

        assertThat(err.toString()).contains("leads out of it");
    }

    @Test
    void a_zip_file_that_unpacks_to_too_much_is_refused() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
            to.putNextEntry(new ZipEntry("run.json"));
            to.write(new byte[1 << 20]);
        }

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> UnpackedRun.open(zip, 1 << 19)))
                .hasMessageContaining("unpacks to more");
    }

    @Test
    void what_is_no_zip_file_and_what_is_not_there_is_told() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");

        assertThat(refuteAfresh("replay", text.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("cannot be unpacked");
        assertThat(refuteAfresh("replay", folder.resolve("gone.zip").toString()))
                .isEqualTo(254);
        assertThat(refuteAfresh("replay", folder.resolve("gone").toString())).isEqualTo(254);
    }

    @Test
    void all_problems_of_a_damaged_run_are_told_at_once() throws IOException {
        Path run = failedRun().toRealPath();
        Files.writeString(run.resolve("run.json"), "{\"version\": 1}");
        Files.writeString(run.resolve("schedule.json"), "[");
        Files.writeString(run.resolve("history.refute"), "something else");

        assertThat(refuteAfresh("replay", run.toString())).isEqualTo(254);

        assertThat(err.toString()).contains("run.json.scenario", "schedule.json", "history.refute");
    }

    @Test
    void a_run_of_a_newer_refute_is_refused() throws IOException {
        Path run = failedRun().toRealPath();
        String text = Files.readString(run.resolve("run.json"));
        Files.writeString(run.resolve("run.json"), text.replaceFirst("\"version\" : 1", "\"version\" : 99"));

        assertThat(refuteAfresh("replay", run.toString())).isEqualTo(254);

        assertThat(err.toString()).contains("has version 99");
    }

    @Test
    void what_the_record_names_and_is_not_here_is_told_all_at_once() throws IOException {
        Path run = failedRun().toRealPath();
        String text = Files.readString(run.resolve("run.json"));
        Files.writeString(
                run.resolve("run.json"),
                text.replace("\"system\" : \"kv\"", "\"system\" : \"kw\"")
                        .replace("\"workload\" : \"register\"", "\"workload\" : \"regster\""));

        assertThat(refuteAfresh("replay", run.toString())).isEqualTo(254);

        assertThat(List.of(err.toString().split("\n"))).anyMatch(line -> line.contains("system kw"));
        assertThat(err.toString()).contains("workload regster");
    }
}
