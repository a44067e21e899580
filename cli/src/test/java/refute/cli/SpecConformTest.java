package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --trace} and {@code refute spec conform}: what a run's nodes recorded is judged, in the run and again afterwards. */
class SpecConformTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    /** A simulated run with a trace; returns its folder. */
    private Path run(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "kv",
                "register",
                "--world",
                "simulation",
                "--seed",
                "7",
                "--time-limit",
                "1s",
                "--nemesis",
                "kill",
                "--trace",
                "--out",
                folder.toString()));
        words.addAll(List.of(more));
        refute(words.toArray(String[]::new));
        return folder.resolve("latest");
    }

    @Test
    void a_run_with_a_trace_is_judged_by_conformance_and_its_trace_can_be_judged_again() {
        Path run = run();
        assertThat(run.resolve("trace.ndjson")).isNotEmptyFile();
        assertThat(refuteAfresh("spec", "conform", "raft", run.toString())).isZero();
        assertThat(out.toString())
                .contains("valid  Raft: every event is a step of the spec")
                .contains("events explained");
        assertThat(refuteAfresh("check", run.toString())).isZero();
        assertThat(out.toString()).contains("conformance: every event is a step of the spec");
    }

    @Test
    void a_bug_is_told_by_its_event_and_shown_in_the_report() throws IOException {
        Path run = run("--mutant", "M02", "--set", "invariants=off");
        assertThat(out.toString()).contains("is no step of the spec").containsPattern("again .* --trace ");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("Apply of n")
                .contains("is no step of Raft");
        assertThat(Files.readString(run.resolve("report.json")))
                .contains("\"place\" : \"\\\"RaftStep.tla:")
                .contains("\"conjunct\" : \"\\\"e.index = applied[e.node] + 1\\\"\"")
                .contains("e.index is ");

        assertThat(refuteAfresh(
                        "spec", "conform", "Raft", run.resolve("trace.ndjson").toString(), "--json"))
                .isEqualTo(1);
        JsonNode told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.path("verdict").asString()).isEqualTo("invalid");
        JsonNode first = told.path("unexplained");
        assertThat(first.path("event").asString()).isEqualTo("Apply");
        assertThat(first.path("line").asLong()).isEqualTo(told.path("events").asLong() + 1);
        assertThat(first.path("conjunct").asString()).isEqualTo("e.index = applied[e.node] + 1");
        assertThat(first.path("operands").size()).isEqualTo(2);
        assertThat(told.path("before").path("steps").size()).isPositive();

        assertThat(refuteAfresh("spec", "conform", "Raft", run.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("The last states before it").contains("RaftStep.tla:");
    }

    @Test
    void what_cannot_be_judged_is_refused_with_all_that_is_wrong() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.ndjson"), "{\"seq\":1,\"ev\":\"Comit\"}\n{\n");
        assertThat(refute("spec", "conform", "Raft", bad.toString())).isEqualTo(254);
        assertThat(err.toString())
                .contains("bad.ndjson:1: there is no event 'Comit'")
                .contains("bad.ndjson:2:");
        assertThat(refuteAfresh("spec", "conform", "Bank", "nowhere.ndjson", "--budget", "soon"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("says nothing of traces")
                .contains("nowhere.ndjson")
                .contains("--budget");
        assertThat(refuteAfresh("run", "atom", "--world", "memory", "--trace", "--out", folder.toString()))
                .isEqualTo(254);
    }
}
