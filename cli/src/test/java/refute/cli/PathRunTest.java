package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run --from-spec}: behaviours of the spec that the store must follow. */
class PathRunTest extends OnTheCommandLine {
    @Test
    void the_store_follows_behaviours_and_what_they_covered_is_told() {
        assertThat(refute(
                        "run",
                        "kv",
                        "--world",
                        "simulation",
                        "--from-spec",
                        "raft",
                        "--count",
                        "2",
                        "--steps",
                        "30",
                        "--seed",
                        "3",
                        "--json"))
                .as(err.toString())
                .isZero();
        JsonNode told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.path("verdict").asString()).isEqualTo("valid");
        assertThat(told.path("spec").asString()).isEqualTo("Raft");
        assertThat(told.path("behaviours").asLong()).isEqualTo(2);
        assertThat(told.path("steps").asLong()).isEqualTo(60);
        JsonNode coverage = told.path("coverage");
        assertThat(coverage.path("actions").path("TimeoutPreVote").asLong()).isPositive();
        assertThat(coverage.path("branches").size()).isPositive();
        assertThat(coverage.path("untold").toString()).contains("ReadDone");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThat(refute(
                        "run",
                        "kv",
                        "--world",
                        "processes",
                        "--from-spec",
                        "Bank",
                        "--nemesis",
                        "kill",
                        "--count",
                        "0"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("--world processes")
                .contains("--from-spec Bank")
                .contains("there are those of Raft")
                .contains("--nemesis")
                .contains("--count");
        assertThat(refuteAfresh("run", "atom", "--from-spec", "Raft", "--mutant", "M99"))
                .isEqualTo(254);
        assertThat(err.toString()).contains("cannot be led");
    }

    @Test
    void a_campaign_with_traces_tells_what_they_covered() {
        assertThat(refute(
                        "run",
                        "kv",
                        "--world",
                        "simulation",
                        "--trace",
                        "--count",
                        "2",
                        "--time-limit",
                        "1s",
                        "--nemesis",
                        "kill",
                        "--seed",
                        "5",
                        "--json"))
                .isNotEqualTo(255);
        JsonNode told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.path("coverage").path("actions").path("Commit").asLong())
                .isPositive();
    }
}
