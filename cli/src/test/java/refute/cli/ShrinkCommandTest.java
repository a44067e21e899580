package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.run.RunFolder;
import refute.harness.run.Script;
import refute.harness.run.Shrunk;

/** Failing runs that are made smaller. */
class ShrinkCommandTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    private String latest() throws IOException {
        return folder.resolve("latest").toRealPath().toString();
    }

    private String failedRun() throws IOException {
        assertThat(refuteAfresh(
                        "run", "kv", "--world", "simulation", "--mutant", "M02", "--seed", "7", "--out", "" + folder))
                .isEqualTo(1);
        return latest();
    }

    private int shrink(String run, String... budget) {
        return refuteAfresh("shrink", run, "--out", "" + folder, "--budget", budget.length == 0 ? "20s" : budget[0]);
    }

    @Test
    void a_failing_run_becomes_smaller_fails_the_same_way_and_replays_exactly() throws IOException {
        String run = failedRun();
        int before = RunFolder.open(Path.of(run)).schedule().faults().size();

        assertThat(shrink(run)).as(err.toString()).isEqualTo(1);

        RunFolder smaller = RunFolder.open(Path.of(latest()));
        Script script = smaller.script().orElseThrow();
        assertThat(smaller.schedule().faults()).hasSizeLessThan(before);
        assertThat(script.accidents()).hasSizeLessThanOrEqualTo(3);
        assertThat(script.calls()).hasSizeLessThanOrEqualTo(2);
        assertThat(out.toString()).contains("I5:", "./refute replay ");
        assertThat(refuteAfresh("replay", latest())).isEqualTo(1);
        assertThat(out.toString()).contains("the same run, event for event", "I5:");
    }

    @Test
    void the_result_says_of_what_it_was_made_and_whether_that_came_to_its_end() throws IOException {
        String run = failedRun();
        shrink(run, "100ms");
        Shrunk first = RunFolder.open(Path.of(latest())).shrunk().orElseThrow();

        assertThat(first.complete()).isFalse();
        assertThat(run).endsWith(first.of());
        assertThat(Files.readString(Path.of(latest()).resolve("report.html")))
                .contains("refute shrink goes on from here");

        shrink(run, "60s");
        Shrunk second = RunFolder.open(Path.of(latest())).shrunk().orElseThrow();

        assertThat(second.complete()).as(err.toString()).isTrue();
        assertThat(second.of()).isEqualTo(first.of());
        assertThat(second.before()).isEqualTo(first.before());
        assertThat(second.seed()).isEqualTo(7);
        assertThat(second.kind()).isEqualTo("node-logs: I5");
        assertThat(second.tried()).isGreaterThan(first.tried());
        assertThat(second.percentGone()).isGreaterThanOrEqualTo(95);
        assertThat(Files.readString(Path.of(latest()).resolve("report.json")))
                .contains("\"complete\" : true", "\"of\" : \"" + first.of());
    }

    @Test
    void what_says_how_it_was_made_smaller_and_is_damaged_is_told_with_its_path() throws IOException {
        shrink(failedRun(), "100ms");
        Files.writeString(Path.of(latest()).resolve("shrunk.json"), "{\"version\": 1, \"seed\": true}");

        assertThat(refuteAfresh("replay", latest())).isEqualTo(254);

        assertThat(err.toString()).contains("shrunk.json.of", "shrunk.json.seed", "shrunk.json.after");
    }

    @Test
    void the_result_is_a_test_in_java_too() throws IOException {
        shrink(failedRun());

        assertThat(folder.resolve("latest/test.txt"))
                .content()
                .contains("@org.junit.jupiter.api.Test", "kv_register_fails_with_I5", "withMutant(\"M02\")");
    }

    @Test
    void a_second_shrink_goes_on_from_where_the_first_was_ended() throws IOException {
        String run = failedRun();
        shrink(run, "100ms");
        String first = latest();

        assertThat(shrink(run)).isEqualTo(1);

        assertThat(err.toString())
                .contains("going on from")
                .contains(Path.of(first).getFileName().toString());
    }

    @Test
    void a_run_that_did_not_fail_is_refused() throws IOException {
        assertThat(refuteAfresh("run", "atom", "--time-limit", "2s", "--seed", "1", "--out", "" + folder))
                .isZero();

        assertThat(shrink(latest())).isEqualTo(254);

        assertThat(err.toString()).contains("there is no failure to keep");
    }

    @Test
    void all_that_is_wrong_with_its_options_is_told_at_once() throws IOException {
        assertThat(refuteAfresh("shrink", failedRun(), "--needed", "4", "--tries", "3", "--budget", "soon"))
                .isEqualTo(254);

        assertThat(err.toString()).contains("4 of 3", "soon");
    }

    @Test
    void a_run_of_nodes_in_real_time_becomes_smaller_when_enough_tries_fail() throws IOException {
        refuteAfresh(
                "run", "atom", "--mutant", "forgets-writes", "--time-limit", "2s", "--seed", "1", "--out", "" + folder);
        String run = latest();

        assertThat(shrink(run, "8s")).as(err.toString()).isEqualTo(1);

        Script script = RunFolder.open(Path.of(latest())).script().orElseThrow();
        assertThat(script.calls()).hasSizeLessThan(200);
    }

    @Test
    void a_damaged_script_is_told_with_its_path() throws IOException {
        shrink(failedRun(), "100ms");
        Files.writeString(Path.of(latest()).resolve("script.json"), "{\"version\": 1}");

        assertThat(refuteAfresh("replay", latest())).isEqualTo(254);

        assertThat(err.toString()).contains("script.json.readsAtEnd");
    }
}
